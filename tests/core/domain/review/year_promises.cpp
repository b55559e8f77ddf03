#include "tests/core/domain/review/year_promises.h"

#include "core/domain/project.h"
#include "core/domain/protection/activity.h"
#include "core/domain/pursuit.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/form.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace entente::test {

using Texts = std::vector<std::string>;

static bool have_one_in_common(const Texts& left, const Texts& right) {
    return std::any_of(left.begin(), left.end(), [&right](const std::string& key) {
        return std::find(right.begin(), right.end(), key) != right.end();
    });
}

// By its domain or its number, as people here type them.
static bool are_one_customer(const Customer& left, const Customer& right) {
    const bool by_number = !left.tax_id.empty() && left.tax_id == right.tax_id;
    return by_number || left.domain == right.domain;
}

static bool are_one_opportunity(const Deal& left, const Deal& right) {
    return left.customer.country == right.customer.country &&
           have_one_in_common(left.products, right.products) &&
           are_one_customer(left.customer, right.customer);
}

static bool stands_approved(const Deal& deal) {
    return deal.review == Review::approved || deal.review == Review::won_reported;
}

static std::int64_t dollars_of(const Deal& deal) {
    const Result<Money> value = value_of(deal);
    REQUIRE(value.ok());
    return value.value().minor / 100;
}

template <typename List>
static bool contains(const List& list, const typename List::value_type& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

static std::vector<IdBytes> linked_to(const DealWorld& world, const IdBytes& deal) {
    const Contest* contest = contest_in(world.records, deal);
    return contest == nullptr ? std::vector<IdBytes>{} : contest->linked;
}

// ---- A change -----------------------------------------------------------------------------------

static bool is_told(const Changes& changes, const IdBytes& deal) {
    return std::any_of(changes.puts.begin(), changes.puts.end(), [&deal](const Record& record) {
        const auto* line = record.body.as<HistoryLine>();
        return line != nullptr && line->subject == deal;
    });
}

// What was registered is changed by an answer alone, as far as it was asked for; a revival says
// when it will be won.
static void check_form(const Command& command, const Deal& before, const Deal& after) {
    if (before.review == Review::draft) return;
    for (const std::string_view field :
         changed_fields(form_from_deal(before), form_from_deal(after))) {
        CAPTURE(field);
        if (command.is<ReviveDeal>() && field == "expected_close") continue;
        REQUIRE(command.is<AnswerQuestion>());
        CHECK(contains(before.question.fields, std::string(field)));
    }
}

// What was frozen at submission and at approval, and by what alone it changes.
static void check_frozen(const Command& command, const Deal& before, const Deal& after) {
    const bool answered = command.is<AnswerQuestion>();
    if (before.submitted_at.given() && !answered) CHECK(after.match_keys == before.match_keys);
    CHECK((!before.submitted_at.given() || after.submitted_at == before.submitted_at));
    const bool moved = after.priority_from != before.priority_from ||
                       after.priority_until != before.priority_until;
    const bool another =
        !are_one_customer(before.customer, after.customer) ||
        before.customer.country != after.customer.country ||
        !std::all_of(after.products.begin(), after.products.end(), [&before](const auto& key) {
            return contains(before.products, key);
        });
    if (before.priority_from.given() && moved) {
        CHECK((command.is<ReviveDeal>() || (answered && another)));
    }
    if (answered && another) CHECK(moved);
    const bool approved_now = stands_approved(after) && !stands_approved(before);
    if (!before.rules_version.empty() && !approved_now) {
        CHECK(after.rules_version == before.rules_version);
    }
}

// Somebody else than whoever decided before.
static void check_appeal(const Deal& before, const Deal& after) {
    const bool decided = after.review == Review::approved ||
                         after.outcome == DealOutcome::rejected ||
                         after.outcome == DealOutcome::duplicate;
    if (!before.appealed || !decided || before.review == Review::closed) return;
    for (const PersonId person : after.decided_by) CHECK_FALSE(contains(before.decided_by, person));
}

void YearPromises::check_approval(
    const Command& command, const Record& record, const Deal* before
) {
    const auto& deal = body_of<Deal>(record);
    const bool approved_now = stands_approved(deal) && before != nullptr ? !stands_approved(*before)
                                                                         : stands_approved(deal);
    if (!approved_now) return;
    const ReviewRules& rules = world_.program.review;
    if (deal.decided_by.empty()) {
        CHECK(deal.decision_rule == rules.auto_approvals.front().key);
        CHECK(dollars_of(deal) < rules.auto_approvals.front().under.minor / 100);
        return;
    }
    CHECK_FALSE(contains(deal.decided_by, deal.owner));
    const bool two = dollars_of(deal) > rules.second_approver_over.minor / 100;
    if (two || command.is<AwardConflict>()) {
        REQUIRE(deal.decided_by.size() == 2);
        CHECK(deal.decided_by[0] != deal.decided_by[1]);
    }
    const auto first = first_approved_.find(record.id);
    if (command.is<ApproveDeal>() && deal.decided_by.size() == 2) {
        REQUIRE(first != first_approved_.end());
        CHECK(first->second == form_from_deal(deal));
    }
}

void YearPromises::check_deal(const Command& command, const Record& record) {
    const auto& deal = body_of<Deal>(record);
    const Record* stands = world_.records.find(record.key());
    const Deal* before = stands == nullptr ? nullptr : &body_of<Deal>(*stands);
    CHECK(record.version == (stands == nullptr ? 1 : stands->version + 1));
    check_approval(command, record, before);
    if (before == nullptr) {
        CHECK_FALSE(deal.secondary);
        return;
    }
    const bool its_own = subject_of(command) == record.key();
    if (before->review == Review::closed) CHECK((its_own && command.is<AppealDecision>()));
    if (deal.secondary && !before->secondary) CHECK(command.is<AwardConflict>());
    check_form(command, *before, deal);
    check_frozen(command, *before, deal);
    check_appeal(*before, deal);
    const bool first_now =
        deal.first_approver.given() && deal.first_approver != before->first_approver;
    if (first_now) first_approved_[record.id] = form_from_deal(deal);
    // Who waits for a second has seen what the second will see.
    const bool waits_for_second =
        deal.first_approver.given() &&
        (deal.review == Review::in_review || deal.review == Review::info_requested);
    if (waits_for_second) CHECK(first_approved_[record.id] == form_from_deal(deal));
}

static void check_cap(const DealWorld& world, const Command& command, const Changes& changes) {
    const bool opens =
        command.is<SubmitDeal>() || command.is<ReviveDeal>() || command.is<AppealDecision>();
    if (!opens) return;
    const IdBytes id = subject_of(command).id;
    const auto subject =
        std::find_if(changes.puts.begin(), changes.puts.end(), [&id](const Record& record) {
            return record.kind() == Kind::deal && record.id == id;
        });
    REQUIRE(subject != changes.puts.end());
    const PartnerId partner = body_of<Deal>(*subject).partner;
    const Record& registered = *world.records.find({Kind::partner, partner.bytes});
    const Tier tier = body_of<Partner>(registered).tier;
    std::int32_t open = 1;
    for (const Record* record : world.records.under(index_key("open_deals_of", partner.bytes))) {
        if (record->id != id) open++;
    }
    CHECK(open <= rule_of(world.program, tier).open_registrations);
}

YearPromises::Parties YearPromises::parties_around(const IdBytes& deal) const {
    std::vector<IdBytes> ids = linked_to(world_, deal);
    ids.push_back(deal);
    Parties parties;
    for (const IdBytes& id : ids) {
        const Record* record = world_.records.find({Kind::deal, id});
        parties[id] = record == nullptr ? DealForm{} : form_from_deal(body_of<Deal>(*record));
    }
    return parties;
}

// Two people of the board say the same of the same parties, each as it stood for both of them.
void YearPromises::check_award(const Command& command, const Changes& changes) {
    if (!command.is<AwardConflict>()) return;
    const RecordKey subject = subject_of(command);
    const bool is_settled =
        std::any_of(changes.puts.begin(), changes.puts.end(), [&subject](const Record& record) {
            return record.key() == subject;
        });
    if (is_settled) {
        CHECK((first_awarded_[subject.id] == parties_around(subject.id)));
    } else {
        first_awarded_[subject.id] = parties_around(subject.id);
    }
}

// Nothing of another partner's: its id, its people, its deals, nor a customer the vendor pursues.
void YearPromises::check_sight(const Record& record) const {
    std::vector<IdBytes> foreign;
    for (const Actor* own : {&world_.seller, &world_.rival, &world_.third}) {
        const Viewer viewer{
            .audience = Audience::admin, .person = own->person, .partner = own->partner};
        const auto seen = project(record, viewer);
        if (!seen) continue;
        foreign.clear();
        for (const Record& other : world_.records.all()) {
            const auto* deal = other.body.as<Deal>();
            const auto* person = other.body.as<Person>();
            const bool theirs =
                (deal != nullptr && deal->partner != own->partner) ||
                (person != nullptr && person->partner.given() && person->partner != own->partner) ||
                (other.body.is<Partner>() && other.id != own->partner.bytes) ||
                other.body.is<Pursuit>();
            if (theirs) foreign.push_back(other.id);
        }
        const Bytes bytes = cbor_from_record(*seen);
        for (const IdBytes& id : foreign) {
            const bool holds =
                std::search(bytes.begin(), bytes.end(), id.begin(), id.end()) != bytes.end();
            if (holds) CHECK(id == IdBytes{});
        }
    }
}

void YearPromises::check_change(const Command& command, const Changes& changes) {
    const Kind about = subject_of(command).kind;
    if (about != Kind::deal && about != Kind::pursuit) return;
    CAPTURE(command_name(command));
    for (const Record& record : changes.puts) {
        check_sight(record);
        if (record.kind() != Kind::deal) continue;
        check_deal(command, record);
        if (!command.is<KeepDraft>()) CHECK(is_told(changes, record.id));
    }
    const bool of_draft = command.is<KeepDraft>() || command.is<DiscardDraft>();
    if (!of_draft) CHECK(is_told(changes, subject_of(command).id));
    check_cap(world_, command, changes);
    check_award(command, changes);
}

// ---- A state ------------------------------------------------------------------------------------

static void check_protection(const Deal& deal, const DealWorld& world) {
    const bool shielded =
        deal.protection == Protection::active || deal.protection == Protection::extension_pending;
    if (deal.review == Review::approved) CHECK(shielded);
    if (shielded) {
        CHECK(stands_approved(deal));
        CHECK(deal.approved_at.given());
        CHECK_FALSE(deal.rules_version.empty());
    }
    // Nothing that is due stays undone: the system has acted up to now.
    const Date today = date_of(world.now);
    if (deal.review == Review::approved && deal.protection == Protection::active) {
        CHECK(today <= protection_ends_on(deal, world.program.review));
    }
    if (deal.review == Review::info_requested) CHECK(today <= deal.question.due_on);
    CHECK(deal.extensions_granted <= world.program.review.extensions_max);
}

static void check_review(const Deal& deal, const DealWorld& world) {
    CHECK((deal.review == Review::closed) == (deal.outcome != DealOutcome::none));
    // Only what waits for a decision is promised one.
    const bool waits = deal.review == Review::submitted || deal.review == Review::in_review ||
                       deal.review == Review::conflict;
    CHECK(deal.sla.running_since.given() == waits);
    CHECK(deal.appealed == !deal.appeal_text.empty());
    if (deal.outcome == DealOutcome::withdrawn) CHECK(deal.decision_reason.empty());
    const std::int64_t honored = world.program.review.offline_hours_max * ms_per_hour;
    CHECK(deal.priority_from <= deal.priority_until);
    CHECK(deal.priority_until - deal.priority_from <= honored);
}

static void check_parties(const Record& record, const DealWorld& world) {
    const auto& deal = body_of<Deal>(record);
    const std::vector<IdBytes> linked = linked_to(world, record.id);
    if (deal.review == Review::conflict) CHECK_FALSE(linked.empty());
    if (stands_approved(deal)) CHECK(deal.contested == !linked.empty());
    if (!is_live(deal)) CHECK(linked.empty());
    for (const IdBytes& other : linked) {
        if (world.records.find({Kind::pursuit, other}) != nullptr) continue;
        const Record* found = world.records.find({Kind::deal, other});
        REQUIRE(found != nullptr);
        const auto& party = body_of<Deal>(*found);
        CHECK(party.partner != deal.partner);
        if (party.outcome == DealOutcome::won) continue;  // An incumbent is owed nothing.
        CHECK(contains(linked_to(world, other), record.id));
    }
}

void YearPromises::check_pairs(const Record& left, const Record& right) const {
    const auto& one = body_of<Deal>(left);
    const auto& other = body_of<Deal>(right);
    if (!is_live(one) || !is_live(other) || !are_one_opportunity(one, other)) return;
    // Nobody registers one opportunity twice.
    CHECK(one.partner != other.partner);
    // An award has settled it for those whom it let stand beside each other.
    const bool settled =
        stands_approved(one) && stands_approved(other) && (one.secondary || other.secondary);
    if (settled) return;
    CHECK(contains(linked_to(world_, left.id), right.id));
    CHECK(contains(linked_to(world_, right.id), left.id));
}

void YearPromises::check_state() const {
    std::vector<const Record*> deals;
    for (const Record& record : world_.records.all()) {
        if (record.kind() == Kind::deal) deals.push_back(&record);
    }
    for (std::size_t i = 0; i < deals.size(); i++) {
        const auto& deal = body_of<Deal>(*deals[i]);
        check_review(deal, world_);
        check_protection(deal, world_);
        check_parties(*deals[i], world_);
        for (std::size_t k = 0; k < i; k++) check_pairs(*deals[i], *deals[k]);
    }
}

}  // namespace entente::test
