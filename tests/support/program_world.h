// The shipped program with partners, people, the university and a clock that the test moves.
//
// Every command is decided twice (decided_twice.h).
#pragma once

#include "core/domain/commands/learning.h"
#include "core/domain/decide.h"
#include "core/domain/enablement/university.h"
#include "tests/support/commands/decided_twice.h"

#include <map>
#include <string_view>

namespace entente::test {

// assets/university and the server's answers, read once a process.
const University& shipped_university();

class ProgramWorld : private NumberSource {
public:
    ProgramWorld();

    PartnerId add_partner(std::string_view name, std::string_view country);
    // Of a partner, or of the vendor's staff when it is not given. Staff work with every partner.
    Actor add_person(std::string_view name, std::string_view role, PartnerId partner);
    // Awarded on the day, for as long as the level says.
    IdBytes give_certificate(const Actor& person, std::string_view level, Date awarded_on);

    // The questions that somebody is asked next, `wrong` of them answered wrongly.
    HandInAttempt next_attempt(const Actor& actor, std::string_view level, int wrong) const;
    // Enrolls and finishes every lesson.
    void learn(const Actor& actor, std::string_view level);

    // Somebody as the server knows them: what their role and their partner's certificates give.
    Actor actor_of(PersonId person) const;

    Context context_for(const Actor& actor);
    Result<Changes> decide(const Actor& actor, const Command& command);
    // Decides and applies; the command must be accepted.
    Changes act(const Actor& actor, const Command& command);
    // What it is refused for, as "problem field limit"; "accepted" when it is not.
    std::string refusal(const Actor& actor, const Command& command);

    // Lets time pass: what falls due on the way is done by the system, in its order.
    void pass_to(Moment later);
    void pass_days(std::int64_t days) { pass_to(now + days * ms_per_day); }
    Date today() const { return date_of(now); }

    template <typename Body>
    const Body& body(Kind kind, const IdBytes& id) const {
        const Record* record = records.find({kind, id});
        check(record != nullptr);
        return body_of<Body>(*record);
    }
    template <typename Body>
    void change(Kind kind, const IdBytes& id, void (*apply_to)(Body&)) {
        Record record = *records.find({kind, id});
        apply_to(body_of<Body>(record));
        records.put(std::move(record));
    }

    Program program;
    RecordMap records;
    Moment now;
    bool authority = true;

    PartnerId partner;  // Active, in the United States; nobody certified.
    Actor member;
    Actor seller;
    Actor admin;
    Actor colleague;  // Another member.
    Actor manager;    // A channel manager who works with `partner`.
    Actor director;   // A program administrator.
    Actor system;

private:
    struct DueKey {
        RecordKey record;
        std::string command;
        friend bool operator<(const DueKey& a, const DueKey& b) {
            return a.record != b.record ? a.record < b.record : a.command < b.command;
        }
    };

    std::int64_t next(std::string_view) override { return ++count_; }
    void apply(const Changes& changes);

    std::map<DueKey, Due> dues_;
    std::int64_t count_ = 0;
    std::uint64_t commands_ = 0;
};

}  // namespace entente::test
