// The figures of the demo's records, each compared with a plain reckoning over the records.
#include "core/domain/demo.h"
#include "core/domain/investment/fund.h"
#include "core/domain/measurement/kpi.h"
#include "core/domain/measurement/ratio.h"
#include "core/domain/measurement/scorecard.h"
#include "core/domain/measurement/stored_facts.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/support/ticket.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;
static constexpr Period quarter{
    Date{2026y / std::chrono::October / 1}, Date{2027y / std::chrono::January / 1}};
static constexpr Period so_far{quarter.from, today + Days{1}};
static constexpr Period year{Date{2025y / std::chrono::November / 24}, today + Days{1}};

static const Program& program() {
    return shipped_program().program;
}

namespace {

// Beside what the demo lived through, records in every state that there is.
class Additions {
public:
    explicit Additions(std::vector<Record>& records) : records_(records) {}

    void of(PartnerId partner) {
        for (int i = 0; i < 6; i++) {
            add(survey(partner));
            add(ticket(partner));
            add(campaign(partner));
            add(request(partner));
            Claim claim;
            claim.partner = partner;
            claim.state = static_cast<ClaimState>(below(8));
            claim.answered_late = below(3) == 0;
            claim.decided_at = start_of(day());
            add(claim);
            Enrollment enrollment;
            enrollment.partner = partner;
            enrollment.lessons_total = 8;
            enrollment.lessons_done = below(10);
            enrollment.enrolled_on = day();
            add(enrollment);
            CaseStudy study;
            study.partner = partner;
            study.state = static_cast<CaseStudyState>(below(3));
            study.published_on = day();
            add(study);
        }
    }

private:
    int below(unsigned bound) { return static_cast<int>(chance_() % bound); }
    Date day() { return today - Days{below(500)}; }
    void add(RecordBody body) {
        records_.push_back(
            {.id = derived_id({}, "addition", records_.size()),
             .version = 1,
             .body = std::move(body)}
        );
    }
    Survey survey(PartnerId partner) {
        Survey body;
        body.partner = partner;
        body.state = static_cast<SurveyState>(below(4));
        body.answered_at = start_of(day());
        body.score = 1 + below(5);
        return body;
    }
    Ticket ticket(PartnerId partner) {
        Ticket body;
        body.partner = partner;
        body.opened_at = start_of(day());
        body.used_ms = std::int64_t{1'000} * below(200'000);
        if (below(3) > 0) {
            body.state = TicketState::resolved;
            body.resolved_at = start_of(day());
        }
        return body;
    }
    Campaign campaign(PartnerId partner) {
        Campaign body;
        body.partner = partner;
        body.form.kind = static_cast<CampaignKind>(below(2));
        body.state = static_cast<CampaignState>(below(4));
        body.confirmed_on = day();
        return body;
    }
    FundRequest request(PartnerId partner) {
        FundRequest body;
        body.partner = partner;
        body.allocation = allocation_id(partner, 2025 + below(2));
        body.state = static_cast<FundState>(below(8));
        body.approved = {std::int64_t{100} * below(90'000), usd};
        body.decided_at = start_of(day());
        return body;
    }

    std::vector<Record>& records_;
    std::mt19937 chance_{7};
};

const std::vector<Record>& records() {
    static const std::vector<Record> all = [] {
        const DemoSize size{.deals = 500, .seller_deals = 60};
        std::vector<Record> made =
            demo_records(shipped_program(), 1, start_of(today) + 14 * ms_per_hour, size);
        std::vector<PartnerId> partners;
        for (const Record& record : made) {
            if (record.body.is<Partner>()) partners.push_back({record.id});
        }
        Additions additions(made);
        for (const PartnerId partner : partners) additions.of(partner);
        return made;
    }();
    return all;
}

StoredFacts& stored() {
    static StoredFacts kept = [] {
        StoredFacts made(program(), today);
        for (const Record& record : records()) made.put(record);
        return made;
    }();
    return kept;
}

// Does something with each record of a kind.
template <typename Body, typename Act>
void each(Act act) {
    for (const Record& record : records()) {
        if (const auto* body = record.body.as<Body>()) act(*body, record);
    }
}

std::int64_t dollars_of(const Deal& deal, Date on) {
    return converted(program(), value_of(deal).value(), usd, on).value().minor;
}

// Of every deal that was won: when and what it was worth then.
template <typename Act>
void each_won(Period period, Act act) {
    each<Deal>([&](const Deal& deal, const Record&) {
        const Date on = date_of(deal.decided_at);
        if (deal.outcome == DealOutcome::won && period.holds(on)) act(deal, dollars_of(deal, on));
    });
}

std::int64_t won_in(Period period, PartnerId partner = {}) {
    std::int64_t sum = 0;
    each_won(period, [&](const Deal& deal, std::int64_t value) {
        if (!partner.given() || deal.partner == partner) sum += value;
    });
    return sum;
}

// Without what a second partner has of a sale that is another's already.
std::int64_t won_by_all(Period period) {
    std::int64_t sum = 0;
    each_won(period, [&](const Deal& deal, std::int64_t value) {
        sum += deal.secondary ? 0 : value;
    });
    return sum;
}

template <typename Act>
void each_active(Act act) {
    each<Partner>([&](const Partner& partner, const Record& record) {
        if (partner.lifecycle == Lifecycle::active) act(partner, PartnerId{record.id});
    });
}

// Levels stand in the order in which they build on each other.
std::size_t rank_of(const std::string& level) {
    std::size_t rank = 0;
    while (program().levels[rank].key != level) rank++;
    return rank;
}

KpiFigure figure_of(KpiKey key) {
    return kpi_figure(key, stored().facts(), so_far, program());
}

// The value is the rows' ratio, in this many parts, to the nearest.
void check_ratio(KpiKey key, std::int64_t above, std::int64_t below, std::int64_t parts) {
    const KpiFigure figure = figure_of(key);
    CAPTURE(name_of(key), above, below);
    CHECK(figure.numerator == above);
    CHECK(figure.denominator == below);
    REQUIRE(below > 0);
    REQUIRE(above != 0);
    const WideCount error =
        static_cast<WideCount>(*figure.hundredths) * below - static_cast<WideCount>(above) * parts;
    const bool nearest = (error < 0 ? -error : error) * 2 <= below;
    CHECK(nearest);
}

// The middle of the values, in hundredths of so many, to the nearest.
void check_median(KpiKey key, std::vector<std::int64_t> values, std::int64_t unit) {
    std::sort(values.begin(), values.end());
    REQUIRE(values.size() > 10);
    const std::int64_t twice = values[(values.size() - 1) / 2] + values[values.size() / 2];
    const KpiFigure figure = figure_of(key);
    CAPTURE(name_of(key), twice);
    CHECK(figure.rows == static_cast<std::int64_t>(values.size()));
    const std::int64_t error = *figure.hundredths * unit * 2 - twice * 100;
    CHECK((error < 0 ? -error : error) <= unit);
}

}  // namespace

TEST_CASE("stored figures: revenue sourced, influenced, average and growth") {
    std::int64_t company = 0;
    std::int64_t named_direct = 0;
    std::vector<Period> covered;
    each<CompanyFigure>([&](const CompanyFigure& figure, const Record&) {
        if (figure.from < so_far.from || figure.until > so_far.until) return;
        if (figure.figure == "direct_revenue") named_direct += figure.amount.minor;
        if (figure.figure != "company_revenue") return;
        company += figure.amount.minor;
        covered.push_back({figure.from, figure.until});
    });
    REQUIRE(covered.size() == 1);  // Of October, that came in November.
    std::int64_t sourced = 0;
    std::int64_t influenced = 0;
    each_won(covered[0], [&](const Deal& deal, std::int64_t value) {
        if (deal.secondary) return;
        influenced += value;
        if (deal.source != DealSource::lead) sourced += value;
    });
    check_ratio(KpiKey::partner_sourced_revenue, sourced, company, 10'000);
    check_ratio(KpiKey::partner_influenced_revenue, influenced + named_direct, company, 10'000);
    std::int64_t deals = 0;
    each_won(so_far, [&](const Deal& deal, std::int64_t) { deals += deal.secondary ? 0 : 1; });
    check_ratio(KpiKey::average_deal_size, won_by_all(so_far), deals, 1);
    const Date before = months_after(so_far.until, -12);
    const std::int64_t now = won_by_all({before, so_far.until});
    const std::int64_t then = won_by_all({months_after(so_far.until, -24), before});
    check_ratio(KpiKey::revenue_growth, now - then, then, 10'000);
}

TEST_CASE("stored figures: satisfaction, certificates and lessons") {
    std::int64_t score = 0;
    std::int64_t answers = 0;
    each<Survey>([&](const Survey& survey, const Record&) {
        if (survey.state != SurveyState::answered) return;
        if (!so_far.holds(date_of(survey.answered_at))) return;
        score += survey.score;
        answers++;
    });
    check_ratio(KpiKey::satisfaction, score, answers, 100);
    std::int64_t held = 0;
    std::int64_t planned = 0;
    const Date last = so_far.until - Days{1};
    each_active([&](const Partner& partner, PartnerId id) {
        for (const CertificatePlan& plan : partner.certificate_plan) {
            std::set<IdBytes> people;
            each<Certificate>([&](const Certificate& one, const Record&) {
                const bool holds = one.awarded_on <= last && one.expires_on >= last;
                const bool reaches = rank_of(one.level) >= rank_of(plan.level);
                if (one.partner == id && reaches && holds) {
                    people.insert(one.person.bytes);
                }
            });
            held += std::min<std::int64_t>(plan.people, static_cast<std::int64_t>(people.size()));
            planned += plan.people;
        }
    });
    check_ratio(KpiKey::certification_completion, held, planned, 10'000);
    std::int64_t done = 0;
    std::int64_t lessons = 0;
    each<Enrollment>([&](const Enrollment& enrollment, const Record&) {
        done += std::min(enrollment.lessons_done, enrollment.lessons_total);
        lessons += enrollment.lessons_total;
    });
    check_ratio(KpiKey::training_completion, done, lessons, 10'000);
}

TEST_CASE("stored figures: who is engaged, and what the quarter may bring") {
    std::map<IdBytes, IdBytes> people;
    each<Person>([&](const Person& person, const Record& record) {
        if (person.partner.given()) people[record.id] = person.partner.bytes;
    });
    std::set<IdBytes> engaged;
    const Period lately{so_far.until - Days{30}, so_far.until};
    const auto note = [&](PartnerId partner, Date on) {
        if (lately.holds(on)) engaged.insert(partner.bytes);
    };
    each<HistoryLine>([&](const HistoryLine& line, const Record&) {
        const auto person = people.find(line.person.bytes);
        const bool own = person != people.end() && person->second == line.partner.bytes;
        const bool counts = line.event.starts_with("deal_") || line.event.starts_with("claim_");
        if (own && counts) note(line.partner, date_of(line.at));
    });
    each<TicketMessage>([&](const TicketMessage& message, const Record&) {
        if (!message.by_vendor) note(message.partner, date_of(message.at));
    });
    each<Ticket>([&](const Ticket& ticket, const Record&) {
        note(ticket.partner, date_of(ticket.opened_at));
    });
    each<Enrollment>([&](const Enrollment& enrollment, const Record&) {
        note(enrollment.partner, enrollment.enrolled_on);
        note(enrollment.partner, enrollment.lesson_done_on);
    });
    std::int64_t active = 0;
    std::int64_t busy = 0;
    std::int64_t quotas = 0;
    each_active([&](const Partner& partner, PartnerId id) {
        active++;
        busy += engaged.contains(id.bytes) ? 1 : 0;
        quotas += partner.quota_per_quarter.minor;
    });
    check_ratio(KpiKey::active_engagement, busy, active, 10'000);
    std::int64_t pipeline = 0;
    each<Deal>([&](const Deal& deal, const Record&) {
        const bool open = deal.review == Review::approved || deal.review == Review::won_reported;
        const bool counts = open && !deal.secondary && quarter.holds(deal.expected_close);
        if (counts) pipeline += dollars_of(deal, today);
    });
    check_ratio(KpiKey::pipeline_coverage, pipeline, quotas, 100);
}

TEST_CASE("stored figures: times to the first deal, to active, to an answer") {
    std::map<IdBytes, Date> first;
    const auto note = [&first](PartnerId partner, Date on) {
        const auto there = first.emplace(partner.bytes, on).first;
        there->second = std::min(there->second, on);
    };
    std::map<IdBytes, PartnerId> deals;
    each<Deal>([&](const Deal& deal, const Record& record) {
        deals[record.id] = deal.partner;
        if (deal.approved_at.given()) note(deal.partner, date_of(deal.approved_at));
    });
    each<HistoryLine>([&](const HistoryLine& line, const Record&) {
        const bool approval = line.event == "deal_approved" || line.event == "deal_auto_approved" ||
                              line.event.starts_with("deal_awarded");
        if (approval && deals.contains(line.subject)) note(line.partner, date_of(line.at));
    });
    std::vector<std::int64_t> days;
    each<Partner>([&](const Partner& partner, const Record& record) {
        const bool asked = partner.joined_on >= months_after(so_far.until, -24);
        if (partner.joined_on == Date{} || !asked) return;
        if (!first.contains(record.id)) {  // Counts once it waits longer than the target.
            if (so_far.until > months_after(partner.joined_on, 6)) {
                first[record.id] = so_far.until - Days{1};
            } else {
                return;
            }
        }
        const std::int64_t waited = (first[record.id] - partner.joined_on).count();
        days.push_back(std::max<std::int64_t>(0, waited));
    });
    std::vector<std::int64_t> told;
    const auto rows = rows_behind(KpiKey::time_to_first_deal, stored().facts(), so_far, program());
    for (const FigureRow& row : rows) told.push_back(row.numerator);
    std::sort(days.begin(), days.end());
    std::sort(told.begin(), told.end());
    CHECK(told == days);
    std::vector<std::int64_t> onboarded;
    each<Onboarding>([&](const Onboarding& onboarding, const Record&) {
        const auto took = days_to_active(onboarding);
        if (took && year.holds(date_of(onboarding.marks.back().done_at)))
            onboarded.push_back(*took);
    });
    std::sort(onboarded.begin(), onboarded.end());
    const auto count = onboarded.size();
    REQUIRE(count > 4);
    const KpiFigure joined = kpi_figure(KpiKey::onboarding_time, stored().facts(), year, program());
    CHECK(joined.rows == static_cast<std::int64_t>(count));
    CHECK(joined.hundredths == (onboarded[(count - 1) / 2] + onboarded[count / 2]) * 50);
    std::vector<std::int64_t> tickets;
    std::int64_t in_time = 0;
    each<Ticket>([&](const Ticket& ticket, const Record&) {
        if (!ticket.resolved_at.given() || !so_far.holds(date_of(ticket.resolved_at))) return;
        tickets.push_back(ticket.used_ms);
        in_time += *resolved_in_time(ticket, program().support) ? 1 : 0;
    });
    check_median(KpiKey::ticket_resolution, tickets, ms_per_hour);
    const auto share = figure_of(KpiKey::ticket_resolution).share_within;
    const auto all = static_cast<std::int64_t>(tickets.size());
    REQUIRE(share.has_value());
    CHECK((*share * all - in_time * 10'000) * 2 <= all);
    CHECK((in_time * 10'000 - *share * all) * 2 <= all);
}

TEST_CASE("stored figures: what a scorecard rests on") {
    const Facts& facts = stored().facts();
    REQUIRE(facts.partners.size() == shipped_program().partners.size());
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerId id = facts.partners[i].id;
        CAPTURE(facts.partners[i].name);
        std::map<std::string, std::int64_t> found{{"won", won_in(year, id)}};
        each<Survey>([&](const Survey& survey, const Record&) {
            const bool counts = survey.partner == id && survey.state == SurveyState::answered &&
                                year.holds(date_of(survey.answered_at));
            if (counts) found["answers"] += survey.score;
        });
        each<Campaign>([&](const Campaign& campaign, const Record&) {
            const bool counts = campaign.partner == id &&
                                campaign.state == CampaignState::confirmed &&
                                year.holds(campaign.confirmed_on);
            if (counts) found[std::string(name_of(campaign.form.kind))]++;
        });
        each<CaseStudy>([&](const CaseStudy& study, const Record&) {
            const bool counts = study.partner == id && study.state == CaseStudyState::published &&
                                year.holds(study.published_on);
            if (counts) found["case_study"]++;
        });
        each<Claim>([&](const Claim& claim, const Record&) {
            const bool settled = claim.state == ClaimState::approved ||
                                 claim.state == ClaimState::partial ||
                                 claim.state == ClaimState::paid;
            const bool counts = claim.partner == id && settled && !claim.answered_late &&
                                year.holds(date_of(claim.decided_at));
            if (counts) found["claim_in_time"]++;
        });
        const auto card = scorecard_of(static_cast<PartnerIndex>(i), facts, program(), today);
        for (const ScoredPart& part : card.parts) {
            for (const PartEvidence& evidence : part.evidence) {
                CAPTURE(evidence.key);
                const bool ours = found.contains(evidence.key);
                if (ours) CHECK(evidence.have == found[evidence.key]);
                found.erase(evidence.key);
            }
        }
        for (const auto& [key, have] : found) {
            CAPTURE(key);
            CHECK(have == 0);
        }
    }
}

TEST_CASE("stored figures: regions by the customers of the deals and what was invested") {
    std::map<std::string, std::int64_t> won;
    each_won(year, [&won](const Deal& deal, std::int64_t value) {
        if (deal.secondary) return;
        for (const Region& region : program().regions) {
            for (const std::string& country : region.countries) {
                if (country == deal.customer.country) won[region.key] += value;
            }
        }
    });
    std::map<std::string, std::int64_t> invested;
    std::map<IdBytes, std::string> homes;
    std::map<std::string, std::int64_t> active;
    each<Partner>([&](const Partner& partner, const Record& record) {
        homes[record.id] = partner.region;
        active[partner.region] += partner.lifecycle == Lifecycle::active ? 1 : 0;
    });
    each<FundRequest>([&](const FundRequest& request, const Record&) {
        const bool approved =
            request.state == FundState::approved || request.state == FundState::active ||
            request.state == FundState::claiming || request.state == FundState::closed;
        if (!approved || !(request.allocation == allocation_id(request.partner, 2026))) return;
        invested[homes[request.partner.bytes]] += request.approved.minor;
    });
    const auto regions =
        region_measures(stored().facts(), year, program(), stored().invested(2026));
    REQUIRE(regions.size() >= program().regions.size());
    for (std::size_t i = 0; i < program().regions.size(); i++) {
        const std::string& key = program().regions[i].key;
        CAPTURE(key);
        CHECK(regions[i].won == won[key]);
        CHECK(regions[i].won > 0);
        CHECK(regions[i].invested == invested[key]);
        CHECK(regions[i].partners == active[key]);
    }
}

TEST_CASE("stored figures: the launch, the network and the success targets") {
    std::map<Tier, std::int64_t> tiers;
    std::map<std::string, PartnerId> names;
    each_active([&](const Partner& partner, PartnerId id) {
        tiers[partner.tier]++;
        names[partner.name] = id;
    });
    std::set<IdBytes> signed_up;
    each<Agreement>([&](const Agreement& agreement, const Record&) {
        signed_up.insert(agreement.partner.bytes);
    });
    std::int64_t alliances = 0;
    each<Partner>([&](const Partner& partner, const Record& record) {
        alliances += partner.tier == Tier::tier_1 && signed_up.contains(record.id) ? 1 : 0;
    });
    const Facts& facts = stored().facts();
    for (const auto& measure : launch_measures(facts, program(), stored().milestone_words())) {
        CAPTURE(measure.key);
        if (measure.key == "alliances_signed") CHECK(measure.measured == alliances);
        if (measure.key == "regional_partners") CHECK(measure.measured == tiers[Tier::tier_2]);
        if (measure.key == "technology_partners") CHECK(measure.measured == tiers[Tier::tier_3]);
    }
    CHECK(network_measures(facts, program()).front().count == 32);  // One is on its way.
    CHECK(revenue_measure(facts, program()).numerator == won_by_all(year));
    std::int64_t regional = 0;
    each_active([&](const Partner& partner, PartnerId id) {
        if (partner.tier == Tier::tier_2) regional += won_in(year, id);
    });
    for (const TargetMeasure& target : target_measures(facts, program())) {
        CAPTURE(target.key);
        if (target.key == "accenture_revenue") {
            CHECK(target.numerator == won_in(program_year(program(), 2), names["Accenture"]));
            CHECK(target.numerator > 0);
        }
        if (target.key == "regional_average") {
            CHECK(target.numerator == regional);
            CHECK(target.denominator == tiers[Tier::tier_2]);
        }
    }
}
