// Two partners, their people and the staff, in a map: what a rule needs to decide on deals.
//
// Everything starts sound, so that a test changes the one thing it is about. Every command is
// decided twice (decided_twice.h).
#pragma once

#include "core/domain/claims/contest.h"
#include "core/domain/program/seed.h"
#include "core/domain/review/transitions.h"

#include <functional>
#include <string_view>

namespace entente::test {

// assets/program.json, read once a process.
const LoadedProgram& shipped_program();

IdBytes id_of(std::string_view name);

class CountingNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return ++count; }
    std::int64_t count = 4'116;
};

class DealWorld {
public:
    DealWorld();

    // A form that could be submitted at once: 640,000 USD at Northgate Rail.
    DealForm form() const;
    // The same deal at that value; below 250,000 USD a rule approves it for tier 1 and 2.
    DealForm form_worth(std::int64_t dollars) const;

    Result<Changes> decide(const Actor& actor, const Command& command);
    // Decides and applies; the command must be accepted.
    Changes act(const Actor& actor, const Command& command);

    const Deal& deal(std::string_view name) const;
    bool has_deal(std::string_view name) const;
    // The other parties of its overlap, whose claims may be one, and what the board has in mind.
    std::vector<IdBytes> linked(std::string_view name) const;
    std::vector<IdBytes> possible(std::string_view name) const;
    AwardProposal proposal(std::string_view name) const;
    // Events of a deal's history, oldest first.
    std::vector<std::string> events(std::string_view name) const;
    // A record's body for changing, outside of the rules.
    void change_partner(PartnerId partner, void (*change)(Partner&));

    // "a", "b"... is the name that a deal's id comes from.
    static DealId id(std::string_view name) { return {id_of(name)}; }

    // Lets time pass; what falls due on the way the system does, in order.
    void pass_to(Moment moment);
    void pass_days(std::int64_t days) { pass_to(now + days * ms_per_day); }

    // Puts a deal into a state by the acts that lead there.
    void submit(std::string_view name, const DealForm& form);
    void claim(std::string_view name);
    void ask(std::string_view name, std::vector<std::string> fields);
    // Two of the board say the same.
    void award(const AwardConflict& award);

    Program program;
    RecordMap records;
    CountingNumbers numbers;
    Moment now;
    bool authority = true;
    Moment proved_not_before;
    std::vector<Transition> seen;  // What accepted commands did to the review of deals.
    // Sees what an accepted command changes, before it is applied.
    std::function<void(const Command&, const Changes&)> watch;
    std::map<std::pair<RecordKey, std::string>, Due> dues;

    Actor seller;    // Of the first partner, tier 2.
    Actor member;    // Its member.
    Actor rival;     // Seller of the second partner.
    Actor manager;   // Assigned to both.
    Actor second;    // Another reviewer, of the conflict board.
    Actor outsider;  // A reviewer who is assigned to nobody.
    Actor third;     // Seller of the third partner, tier 1.
    Actor board;     // Two of the conflict board.
    Actor board_too;
    Actor admin;  // Of the program.
    Actor system;

private:
    Actor add_person(std::string_view name, std::string_view role, PartnerId partner);
    void add_partner(PartnerId partner, std::string_view name);
    void note_transitions(const Command& command, const Changes& changes);
    std::uint64_t commands_ = 0;
};

}  // namespace entente::test
