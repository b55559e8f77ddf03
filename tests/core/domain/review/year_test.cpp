// A year of virtual time: random people ask for random things about a few deals of three partners
// at a few customers, the clock does its part, and what is promised of deals holds of every change
// and after every step (year_promises.h). The seed is told with every failure.
#include "core/domain/commands/pursuits.h"
#include "tests/core/domain/review/year_promises.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>

using namespace entente;
using namespace entente::test;

namespace {

constexpr int deal_count = 7;

class Year {
public:
    explicit Year(std::uint64_t seed) : state_(seed * 2 + 1) {
        // Agreements and certificates outlast the year.
        std::vector<Record> lasting;
        for (const Record& record : world_.records.all()) {
            Record copy = record;
            if (auto* agreement = copy.body.as<Agreement>()) agreement->valid_until += Days{900};
            if (auto* held = copy.body.as<Certificate>()) held->expires_on += Days{900};
            lasting.push_back(std::move(copy));
        }
        for (Record& record : lasting) world_.records.put(std::move(record));
        // So few that they are reached.
        for (TierRule& tier : world_.program.tiers) tier.open_registrations = 2;
        for (int i = 0; i < deal_count; i++) ids_.push_back(DealWorld::id(std::to_string(i)));
    }

    void live(int steps) {
        world_.watch = [this](const Command& command, const Changes& changes) {
            promises_.check_change(command, changes);
        };
        const Moment begun = world_.now;
        const std::int64_t year_ms = 365 * ms_per_day;
        for (int i = 0; i < steps; i++) {
            steps_++;
            // The rules have a new version now and then; the numbers stay.
            if (any(50) == 0) world_.program.rules_version = "rules " + std::to_string(i);
            const Command command = something();
            prove_something();
            const Actor& actor = somebody_for(command);
            CAPTURE(i, command_name(command), actor.name);
            if (world_.decide(actor, command).ok()) {
                world_.act(actor, command);
                world_.pass_to(world_.now);
                accepted_++;
            }
            promises_.check_state();
            if (any(3) == 0) {
                const auto longest = static_cast<std::uint64_t>(6 * year_ms / steps);
                world_.pass_to(world_.now + static_cast<std::int64_t>(any(longest)));
                promises_.check_state();
            }
            if (world_.now > begun + year_ms) break;
        }
        world_.pass_to(begun + year_ms);
        promises_.check_state();
    }

    int deals() const { return deals_; }
    int steps() const { return steps_; }
    int accepted() const { return accepted_; }
    const std::vector<Transition>& seen() const { return world_.seen; }

private:
    std::uint64_t any(std::uint64_t below) {
        state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        return (state_ >> 33U) % below;
    }
    // One of the deals that are looked at; in the place of a closed one sometimes comes a new one.
    DealId deal() {
        DealId& id = ids_[any(deal_count)];
        const Deal* stands = deal_of(id);
        const bool closed = stands != nullptr && stands->review == Review::closed;
        if (closed && any(10) == 0) id = DealWorld::id(std::to_string(deals_++));
        return id;
    }
    Date day() { return date_of(world_.now) + Days{static_cast<int>(any(90))} - Days{30}; }

    const Deal* deal_of(DealId id) const {
        const Record* record = world_.records.find({Kind::deal, id.bytes});
        return record == nullptr ? nullptr : &body_of<Deal>(*record);
    }
    // Mostly whoever may ask for such a thing, and what is a partner's of that partner.
    const Actor& somebody_for(const Command& command) {
        const bool meddles = any(8) == 0;
        const Record* about = world_.records.find(subject_of(command));
        const Deal* of = about == nullptr ? nullptr : about->body.as<Deal>();
        for (int i = 0; i < 20; i++) {
            const Actor& actor = somebody();
            const bool a_stranger =
                of != nullptr && actor.partner.given() && actor.partner != of->partner;
            if (may_do(command.rule(), actor) && (meddles || !a_stranger)) return actor;
        }
        return somebody();
    }

    const Actor& somebody() {
        const Actor* actors[] = {
            &world_.seller,
            &world_.rival,
            &world_.third,
            &world_.member,
            &world_.manager,
            &world_.second,
            &world_.board_too,
            &world_.admin};
        return *actors[any(std::size(actors))];
    }

    DealForm form() {
        const std::int64_t worth[] = {1'000, 249'999, 250'000, 500'000, 900'000};
        DealForm form = world_.form_worth(worth[any(std::size(worth))]);
        if (any(3) == 0) {
            form.customer.domain = "harbormutual.com";
            form.customer.legal_name = "Harbor Mutual";
        }
        // Alike, and known by a number as well, or nearly.
        if (any(6) == 0) form.customer.domain = "northgate-rail.net";
        if (any(6) == 0) form.customer.tax_id = any(2) == 0 ? "98-7654321" : "12-3456789";
        if (any(8) == 0) form.customer.country = "CA";
        if (any(4) == 0) form.products = {"supply_chain"};
        if (any(4) == 0) form.type = DealType::renewal;
        return form;
    }
    // Mostly one in that state.
    DealId deal_in(Review review) {
        for (int i = 0; i < 2 * deal_count; i++) {
            const DealId id = deal();
            const Deal* stands = deal_of(id);
            if (stands != nullptr && stands->review == review) return id;
        }
        return deal();
    }
    AskAboutDeal question() {
        AskAboutDeal asked{.deal = deal(), .fields = {}, .text = "Which?"};
        for (const char* field : {"customer", "products", "lines", "expected_close", "notes"}) {
            if (any(2) == 0) asked.fields.emplace_back(field);
        }
        return asked;
    }
    // Some of what was asked about is said anew, also as it is in another deal, or only in words;
    // now and then something is changed that nobody asked about.
    AnswerQuestion answer() {
        AnswerQuestion answered{
            .deal = deal_in(Review::info_requested), .form = form(), .text = "These."};
        const Deal* stands = deal_of(answered.deal);
        if (stands == nullptr) return answered;
        const Deal* other = any(2) == 0 ? deal_of(deal()) : nullptr;
        const DealForm said = other == nullptr ? form() : form_from_deal(*other);
        const std::vector<std::string>& asked = stands->question.fields;
        const auto is_said = [this, &asked](const char* field) {
            const bool about = std::find(asked.begin(), asked.end(), field) != asked.end();
            return any(about ? 2 : 40) == 0;
        };
        DealForm& answer_form = answered.form;
        answer_form = form_from_deal(*stands);
        if (is_said("customer")) answer_form.customer = said.customer;
        if (is_said("products")) answer_form.products = said.products;
        if (is_said("lines")) answer_form.lines = said.lines;
        if (is_said("expected_close")) answer_form.expected_close = said.expected_close;
        if (is_said("notes")) answer_form.notes = "As said on day " + std::to_string(any(100));
        return answered;
    }
    // Sometimes beside another of its parties, sometimes beside anyone.
    AwardConflict award() {
        const DealId id = any(4) == 0 ? deal() : deal_in(Review::conflict);
        AwardConflict awarded{.deal = id, .text = "As said."};
        const Contest* contest = contest_in(world_.records, id.bytes);
        const bool has_parties = contest != nullptr && !contest->linked.empty();
        if (any(3) != 0) return awarded;
        awarded.secondary = {has_parties ? DealId{contest->linked.front()} : deal()};
        return awarded;
    }
    // What a device has seen of the server's time; mostly of this minute.
    void prove_something() {
        world_.proved_not_before = {};
        if (any(3) != 0) return;
        const auto ago = static_cast<std::int64_t>(any(100 * ms_per_hour));
        world_.proved_not_before = world_.now + -ago;
    }
    PursuitId pursuit() { return {id_of("pursuit " + std::to_string(any(3)))}; }
    RecordPursuit new_pursuit() {
        const DealForm like = form();
        return {
            .pursuit = pursuit(), .customer = like.customer, .products = like.products, .note = {}};
    }
    // One of those who may be the same customer's.
    JoinClaims join() {
        const DealId id = deal();
        const Contest* contest = contest_in(world_.records, id.bytes);
        JoinClaims joined{.deal = id, .other = deal().bytes, .text = "One."};
        if (contest != nullptr && !contest->possible.empty()) {
            joined.other = contest->possible[any(contest->possible.size())];
        }
        return joined;
    }

    Command something() {
        switch (any(24)) {
            case 0:
                return KeepDraft{deal(), form()};
            case 1:
            case 2:
            case 3:
                return SubmitDeal{deal(), form()};
            case 4:
                return any(4) == 0 ? Command{WithdrawDeal{deal(), "So."}} : DiscardDraft{deal()};
            case 5: {
                const auto stage = [this] { return static_cast<Stage>(any(5)); };
                return MoveStage{deal(), stage(), stage()};
            }
            case 6:
            case 7:
                return ClaimDeal{deal()};
            case 8:
                return question();
            case 9:
                return answer();
            case 10:
            case 11:
            case 12:
                return ApproveDeal{deal(), "", ""};
            case 13:
                return RejectDeal{deal(), "no_budget", "None.", ""};
            default:
                return something_rarer();
        }
    }

    Command something_rarer() {
        switch (any(18)) {
            case 0:
            case 1:
                return award();
            case 2:
                return ReportWon{deal(), "PO-1"};
            case 3:
                return ConfirmWon{deal(), ""};
            case 4:
                return ReportLost{deal(), "price", ""};
            case 5:
                return RevokeDeal{deal(), "false_statement", "It was.", ""};
            case 6:
                return ReviveDeal{deal(), day(), ""};
            case 7:
                return AppealDecision{deal(), "But."};
            case 8:
                return CloneDeal{deal(), deal()};
            case 9:
                return RequestExtension{deal(), "meeting", day(), "Met."};
            case 10:
                return DecideExtension{deal(), any(2) == 0, "So."};
            case 11:
            case 12:
                return AddEvidence{
                    deal(), any(2) == 0 ? "meeting" : "customers_choice", day(), "So."};
            case 13:
                return new_pursuit();
            case 14:
                return EndPursuit{pursuit()};
            case 15:
                return join();
            case 16:
                return ReturnWon{deal(), "Not yet."};
            default:
                return CommentOnDeal{deal(), "Hm.", any(2) == 0};
        }
    }

    DealWorld world_;
    YearPromises promises_{world_};
    std::vector<DealId> ids_;
    std::uint64_t state_;
    int deals_ = deal_count;
    int steps_ = 0;
    int accepted_ = 0;
};

}  // namespace

// ENTENTE_SEEDS=500 lives as many years, and tells how many steps they were.
TEST_CASE("year: whatever people ask for, what was promised holds") {
    const char* given = std::getenv("ENTENTE_SEEDS");
    const int seeds = given == nullptr ? 6 : std::atoi(given);
    constexpr int steps_a_year = 1'500;
    std::vector<bool> taken(transitions().size(), false);
    int deals = 0;
    int steps = 0;
    int accepted = 0;
    for (int seed = 1; seed <= seeds; seed++) {
        CAPTURE(seed);
        Year year(static_cast<std::uint64_t>(seed));
        year.live(steps_a_year);
        deals += year.deals();
        steps += year.steps();
        accepted += year.accepted();
        for (std::size_t i = 0; i < taken.size(); i++) {
            const auto& seen = year.seen();
            if (std::find(seen.begin(), seen.end(), transitions()[i]) != seen.end()) {
                taken[i] = true;
            }
        }
    }
    const auto rows = static_cast<std::size_t>(std::count(taken.begin(), taken.end(), true));
    if (given != nullptr) {
        std::printf("years lived       %d, each from its own seed\n", seeds);
        std::printf("deals             %d\n", deals);
        std::printf("steps             %d\n", steps);
        std::printf("commands accepted %d\n", accepted);
        std::printf("transitions taken %zu of %zu\n", rows, taken.size());
    }
    // Chance alone gets about: the rest is the lives' to take.
    CHECK(rows * 10 >= taken.size() * 6);
}
