#include "core/domain/notices/digest.h"

#include "core/domain/support/ticket.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

// Elena Ruiz, with a ticket that she has taken for each of these hours from now.
struct DigestWorld : ProgramWorld {
    explicit DigestWorld(std::initializer_list<int> hours) {
        for (const int at : hours) {
            Ticket ticket;
            ticket.partner = partner;
            ticket.assignee = manager.person;
            ticket.subject = std::to_string(at);
            ticket.target_at = now + at * ms_per_hour;
            records.put({.id = derived_id({}, ticket.subject, 0), .version = 1, .body = ticket});
        }
    }
    std::optional<Digest> digest(std::int32_t days, bool disabled = false) {
        Person person = body<Person>(Kind::person, manager.person.bytes);
        person.digest_days = days;
        person.disabled = disabled;
        return digest_for(person, manager, records, program, now);
    }
};

std::vector<std::string> subjects(const std::vector<Notice>& notices) {
    std::vector<std::string> found;
    for (const Notice& one : notices) found.push_back(one.about);
    return found;
}

using Subjects = std::vector<std::string>;

}  // namespace

TEST_CASE("digest: what is late, what is due before the next one, how much else there is") {
    DigestWorld world{-30, 0, 1, 24, 25, 168, 169};
    const std::optional<Digest> daily = world.digest(1);
    REQUIRE(daily);
    CHECK(subjects(daily->late) == Subjects{"-30", "0"});
    CHECK(subjects(daily->due) == Subjects{"1", "24"});
    CHECK(daily->others == 3);
    const std::optional<Digest> weekly = world.digest(7);
    REQUIRE(weekly);
    CHECK(subjects(weekly->late) == Subjects{"-30", "0"});
    CHECK(subjects(weekly->due) == Subjects{"1", "24", "25", "168"});
    CHECK(weekly->others == 1);
}

TEST_CASE("digest: nothing is only in it") {
    DigestWorld world{-30, 1, 200};
    const std::optional<Digest> digest = world.digest(1);
    REQUIRE(digest);
    const auto notices = notices_for(world.manager, world.records, world.program, world.now);
    CHECK(digest->late.size() + digest->due.size() + digest->others == notices.size());
}

TEST_CASE("digest: who wants none, who has left and whom nothing needs get none") {
    DigestWorld world{-30};
    CHECK(world.digest(1));
    CHECK_FALSE(world.digest(0));
    CHECK_FALSE(world.digest(1, true));
    CHECK_FALSE(DigestWorld{}.digest(1));
    CHECK(DigestWorld{200}.digest(1));
}

TEST_CASE("digest: the next one comes as many days after the last as its reader says") {
    using namespace std::chrono_literals;
    const Date last = 2026y / std::chrono::February / 27;
    Person person;
    CHECK(next_digest_on(person, last) == std::nullopt);
    person.digest_days = 1;
    CHECK(next_digest_on(person, last) == Date{2026y / std::chrono::February / 28});
    person.digest_days = 7;
    CHECK(next_digest_on(person, last) == Date{2026y / std::chrono::March / 6});
    person.disabled = true;
    CHECK(next_digest_on(person, last) == std::nullopt);
}
