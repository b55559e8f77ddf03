#include "core/domain/commands/learning.h"

#include "core/domain/enablement/award.h"
#include "core/domain/enablement/exam.h"
#include "core/domain/project.h"
#include "tests/support/commands/learning.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

namespace {

EnrollmentId enrollment_of(const Actor& actor, std::string_view level) {
    return {enrollment_id(actor.person, level)};
}

Enroll enroll(const Actor& actor, std::string_view level) {
    return {enrollment_of(actor, level), std::string(level)};
}

HandInAttempt attempt(
    const ProgramWorld& world, const Actor& actor, std::string_view level, int wrong
) {
    return world.next_attempt(actor, level, wrong);
}

Certificates certificates(const ProgramWorld& world, const Actor& actor) {
    Certificates own;
    for (const Certificate* one : certificates_of(actor.partner, world.records)) {
        if (one->person == actor.person) own.push_back(one);
    }
    return own;
}

}  // namespace

TEST_CASE("enroll: what keeps somebody from it") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Date today = world.today();
    CHECK(
        world.refusal(world.manager, enroll(world.manager, "foundation")) ==
        "permission_must_be_held"
    );
    CHECK(world.refusal(ana, enroll(ana, "master")) == "value_must_be_one_of_the_choices level");
    CHECK(
        world.refusal(ana, Enroll{enrollment_of(world.colleague, "foundation"), "foundation"}) ==
        "id_must_be_valid enrollment"
    );
    CHECK(
        world.refusal(ana, enroll(ana, "professional")) ==
        "level_before_must_be_held level Foundation"
    );
    CHECK(world.refusal(ana, enroll(ana, "foundation")) == "accepted");
    world.act(ana, enroll(ana, "foundation"));
    CHECK(world.refusal(ana, enroll(ana, "foundation")) == "enrollment_must_be_finished_first");

    const Actor& noor = world.colleague;
    world.give_certificate(noor, "foundation", today);
    CHECK(world.refusal(noor, enroll(noor, "professional")) == "accepted");
    CHECK(
        world.refusal(noor, enroll(noor, "expert")) ==
        "level_before_must_be_held level Professional"
    );
    // 24 months from today, less the 60 days in which it can be renewed.
    CHECK(
        world.refusal(noor, enroll(noor, "foundation")) ==
        "certificate_must_be_expiring level 2028-09-17"
    );
}

TEST_CASE("lessons: done in any order and on two devices, they lead to the exam") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.act(ana, enroll(ana, "foundation"));
    const EnrollmentId id = enrollment_of(ana, "foundation");
    CHECK(
        world.refusal(ana, FinishLesson{id, "expert_1"}) ==
        "value_must_be_one_of_the_choices lesson"
    );
    CHECK(
        world.refusal(world.colleague, FinishLesson{id, "foundation_1"}) ==
        "record_must_exist enrollment"
    );
    CHECK(
        world.refusal(world.seller, FinishLesson{id, "foundation_1"}) ==
        "record_must_be_yours enrollment"
    );
    world.act(ana, FinishLesson{id, "foundation_8"});
    CHECK(world.act(ana, FinishLesson{id, "foundation_8"}).puts.empty());
    CHECK(enrolled(world, ana, "foundation").lessons_done == 1);
    CHECK(enrolled(world, ana, "foundation").lessons_total == 8);
    CHECK(world.refusal(ana, attempt(world, ana, "foundation", 0)) == "lessons_must_be_done 7");
    for (const Lesson& lesson : course_of(world.program, "foundation")->lessons) {
        world.act(ana, FinishLesson{id, lesson.key});
    }
    CHECK(enrolled(world, ana, "foundation").lessons_done == 8);
    CHECK(name_of(enrolled(world, ana, "foundation").step) == "exam");
}

TEST_CASE("exam: 16 of 20 right is Foundation, for 24 months") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    const HandInAttempt command = attempt(world, ana, "foundation", 4);
    world.act(ana, command);
    const auto& graded = world.body<Attempt>(Kind::attempt, command.attempt.bytes);
    CHECK(name_of(graded.state) == "passed");
    CHECK(graded.score == 80);
    CHECK(graded.asked == 20);
    CHECK_FALSE(graded.lessons_to_review.empty());
    REQUIRE(certificates(world, ana).size() == 1);
    const Certificate& certificate = *certificates(world, ana)[0];
    CHECK(certificate.level == "foundation");
    CHECK(certificate.awarded_on == world.today());
    CHECK(certificate.expires_on == months_after(world.today(), 24));
    CHECK(name_of(certificate.awarded_by) == "exam");
    CHECK(name_of(enrolled(world, ana, "foundation").step) == "finished");
    CHECK(
        world.refusal(ana, attempt(world, ana, "foundation", 0)) ==
        "exam_must_not_be_passed_already"
    );
}

TEST_CASE("exam: 15 of 20 is not enough; it waits 7 days, and 3 a quarter are all") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    world.act(ana, attempt(world, ana, "foundation", 5));
    CHECK(name_of(enrolled(world, ana, "foundation").step) == "exam_failed");
    CHECK(enrolled(world, ana, "foundation").best_score == 75);
    CHECK(text_from_date(enrolled(world, ana, "foundation").next_attempt_on) == "2026-11-23");
    CHECK(certificates(world, ana).empty());
    world.pass_days(6);
    CHECK(
        world.refusal(ana, attempt(world, ana, "foundation", 0)) == "attempt_must_wait 2026-11-23"
    );
    world.pass_days(1);
    world.act(ana, attempt(world, ana, "foundation", 9));
    CHECK(enrolled(world, ana, "foundation").best_score == 75);
    world.pass_days(7);
    world.act(ana, attempt(world, ana, "foundation", 20));
    world.pass_days(7);
    CHECK(
        world.refusal(ana, attempt(world, ana, "foundation", 0)) == "attempt_must_wait 2027-01-01"
    );
    world.pass_to(start_of(std::chrono::year{2027} / std::chrono::January / 1));
    world.act(ana, attempt(world, ana, "foundation", 0));
    CHECK(certificates(world, ana).size() == 1);
}

TEST_CASE("exam: what is no answer to it is refused and counts as no attempt") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const HandInAttempt early = attempt(world, ana, "foundation", 0);
    CHECK(world.refusal(ana, early) == "record_must_exist enrollment");
    world.learn(ana, "foundation");
    HandInAttempt old = attempt(world, ana, "foundation", 0);
    old.exam_version = "2025-10";
    CHECK(world.refusal(ana, old) == "exam_must_be_current exam_version 2026-10");
    HandInAttempt other = attempt(world, world.colleague, "foundation", 0);
    CHECK(world.refusal(ana, other).rfind("answer_must_be_to_a_question_that_was_asked", 0) == 0);
    HandInAttempt unknown = attempt(world, ana, "foundation", 0);
    unknown.level = "master";
    CHECK(world.refusal(ana, unknown) == "value_must_be_one_of_the_choices level");
    CHECK(world.refusal(ana, attempt(world, ana, "foundation", 0)) == "accepted");
    world.change<Exam>(Kind::exam, exam_id("foundation"), [](Exam& exam) { exam.answers.clear(); });
    CHECK(
        world.refusal(ana, attempt(world, ana, "foundation", 0)) ==
        "reference_must_exist exam.answers"
    );
}

TEST_CASE("exam: taken offline it waits for the server, which alone can grade it") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    const HandInAttempt command = attempt(world, ana, "foundation", 0);
    ProgramWorld device = world;
    device.authority = false;
    device.change<Exam>(Kind::exam, exam_id("foundation"), [](Exam& exam) {
        exam.answers.clear();
    });
    device.act(ana, command);
    CHECK(name_of(device.body<Attempt>(Kind::attempt, command.attempt.bytes).state) == "waiting");
    CHECK(name_of(enrolled(device, ana, "foundation").step) == "exam");
    CHECK(certificates(device, ana).empty());
    // The day that counts is the day of receipt.
    world.pass_days(2);
    world.act(ana, command);
    const auto& graded = world.body<Attempt>(Kind::attempt, command.attempt.bytes);
    CHECK(name_of(graded.state) == "passed");
    CHECK(text_from_date(graded.handed_in_on) == "2026-11-18");
    CHECK(world.refusal(ana, command) == "record_must_be_new attempt");
}

TEST_CASE("professional: lessons, exam, project, and one review by the vendor") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "foundation", world.today());
    world.learn(ana, "professional");
    CHECK(
        world.refusal(ana, project("p", "professional")) ==
        "enrollment_must_have_reached_this_step step exam"
    );
    world.act(ana, attempt(world, ana, "professional", 0));
    CHECK(certificates(world, ana).size() == 1);
    CHECK(name_of(enrolled(world, ana, "professional").step) == "project");
    world.act(ana, project("p", "professional"));
    CHECK(name_of(enrolled(world, ana, "professional").step) == "project_handed_in");

    const ProjectId id = project_named("p");
    world.give_certificate(world.colleague, "expert", world.today());
    world.give_certificate(world.seller, "expert", world.today());
    CHECK(
        world.refusal(world.colleague, ReviewProject{id, true, {}}) == "record_must_exist project"
    );
    CHECK(
        world.refusal(world.seller, ReviewProject{id, true, {}}) ==
        "reviewer_must_hold_the_level Professional"
    );
    CHECK(
        world.refusal(world.manager, ReviewProject{id, false, {}}) == "reason_must_be_given text"
    );
    world.act(world.manager, ReviewProject{id, false, "The release cannot be taken back."});
    CHECK(name_of(world.body<Project>(Kind::project, id.bytes).state) == "returned");
    CHECK(name_of(enrolled(world, ana, "professional").step) == "project");
    CHECK(world.refusal(world.manager, ReviewProject{id, true, {}}) == "project_must_be_handed_in");
    world.act(ana, project("p", "professional"));
    CHECK(world.body<Project>(Kind::project, id.bytes).round == 2);
    world.act(world.manager, ReviewProject{id, true, {}});
    CHECK(name_of(world.body<Project>(Kind::project, id.bytes).state) == "accepted");
    REQUIRE(certificates(world, ana).size() == 2);
    const Certificate* won = latest_of(certificates(world, ana), ana.person, "professional");
    REQUIRE(won != nullptr);
    CHECK(name_of(won->awarded_by) == "project");
    CHECK(won->expires_on == months_after(world.today(), 24));
    CHECK(world.records.under("reviews_of:" + text_from_id(id.bytes)).size() == 2);
}

TEST_CASE("expert: a customer's project, two reviews, one of them from outside") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "professional", world.today());
    world.give_certificate(world.colleague, "expert", world.today());
    world.give_certificate(world.seller, "expert", world.today());
    world.learn(ana, "expert");
    CHECK(name_of(enrolled(world, ana, "expert").step) == "project");
    HandInProject nameless = project("x", "expert");
    nameless.customer.clear();
    CHECK(world.refusal(ana, nameless) == "field_must_be_given customer");
    world.act(ana, project("x", "expert"));
    CHECK(name_of(enrolled(world, ana, "expert").step) == "peer_review");

    const ProjectId id = project_named("x");
    CHECK(world.refusal(ana, ReviewProject{id, true, {}}) == "reviewer_must_not_be_the_owner");
    CHECK(
        world.refusal(world.admin, ReviewProject{id, true, {}}) ==
        "reviewer_must_hold_the_level Expert"
    );
    world.act(world.colleague, ReviewProject{id, true, {}});
    CHECK(
        world.refusal(world.colleague, ReviewProject{id, true, {}}) ==
        "review_must_be_the_first_of_this_round"
    );
    // Two of the same company are two, but not from outside.
    world.act(world.seller, ReviewProject{id, true, {}});
    CHECK(name_of(world.body<Project>(Kind::project, id.bytes).state) == "handed_in");
    world.act(world.director, ReviewProject{id, true, {}});
    CHECK(name_of(world.body<Project>(Kind::project, id.bytes).state) == "accepted");
    const Certificate* won = latest_of(certificates(world, ana), ana.person, "expert");
    REQUIRE(won != nullptr);
    CHECK(name_of(won->awarded_by) == "peer_review");
    CHECK(won->expires_on == months_after(world.today(), 12));
}

TEST_CASE("expert: one review is not enough, and an old round's do not count") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "professional", world.today());
    world.learn(ana, "expert");
    world.act(ana, project("x", "expert"));
    const ProjectId id = project_named("x");
    world.act(world.director, ReviewProject{id, true, {}});
    world.act(world.manager, ReviewProject{id, false, "Numbers before are missing."});
    world.act(ana, project("x", "expert"));
    world.act(world.manager, ReviewProject{id, true, {}});
    CHECK(latest_of(certificates(world, ana), ana.person, "expert") == nullptr);
    world.act(world.director, ReviewProject{id, true, {}});
    CHECK(latest_of(certificates(world, ana), ana.person, "expert") != nullptr);
}

TEST_CASE("expert: its questions may be tried for orientation, and award nothing") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "professional", world.today());
    world.learn(ana, "expert");
    const HandInAttempt command = attempt(world, ana, "expert", 2);
    world.act(ana, command);
    CHECK(name_of(world.body<Attempt>(Kind::attempt, command.attempt.bytes).state) == "assessed");
    CHECK(name_of(enrolled(world, ana, "expert").step) == "project");
    CHECK(enrolled(world, ana, "expert").best_score == 90);
    CHECK(latest_of(certificates(world, ana), ana.person, "expert") == nullptr);
}

TEST_CASE("project: what is handed in is complete, and its links can be opened safely") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "professional", world.today());
    world.learn(ana, "expert");
    struct Row {
        const char* why;
        void (*spoil)(HandInProject&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](HandInProject&) {}, "accepted"},
        {"no level",
         [](HandInProject& p) { p.level = "x"; },
         "value_must_be_one_of_the_choices level"},
        {"no title", [](HandInProject& p) { p.title.clear(); }, "field_must_be_given title"},
        {"a long title",
         [](HandInProject& p) { p.title.assign(201, 'a'); },
         "text_must_be_short_enough title 200"},
        {"no summary", [](HandInProject& p) { p.summary.clear(); }, "field_must_be_given summary"},
        {"a summary at the limit",
         [](HandInProject& p) { p.summary.assign(5'000, 'a'); },
         "accepted"},
        {"a summary past it",
         [](HandInProject& p) { p.summary.assign(5'001, 'a'); },
         "text_must_be_short_enough summary 5000"},
        {"eleven links",
         [](HandInProject& p) { p.links.assign(11, "https://a.example"); },
         "list_must_be_short_enough links 10"},
        {"a link that runs",
         [](HandInProject& p) { p.links = {"javascript:alert(1)"}; },
         "link_must_begin_with_https links[0]"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        HandInProject command = project("x", "expert");
        row.spoil(command);
        CHECK(world.refusal(ana, command) == row.expected);
    }
    world.act(ana, project("x", "expert"));
    // Handed in, it is with the reviewers.
    CHECK(
        world.refusal(ana, project("x", "expert")) ==
        "enrollment_must_have_reached_this_step step peer_review"
    );
    const ProjectId id = project_named("x");
    CHECK(
        world.refusal(world.manager, ReviewProject{id, false, " \n"}) == "reason_must_be_given text"
    );
    for (const bool accepted : {true, false}) {
        CAPTURE(accepted);
        const ReviewProject longest{id, accepted, std::string(4'000, 'a')};
        CHECK(world.refusal(world.manager, longest) == "accepted");
        const ReviewProject longer{id, accepted, std::string(4'001, 'a')};
        CHECK(world.refusal(world.manager, longer) == "text_must_be_short_enough text 4000");
    }
}

TEST_CASE("renewal: in the last 60 days, by the exam alone, going on where the old one ends") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "foundation", world.today());
    const Date awarded = months_after(world.today(), -23);
    world.give_certificate(ana, "professional", awarded);
    world.learn(ana, "professional");
    CHECK(enrolled(world, ana, "professional").renewal);
    world.act(ana, attempt(world, ana, "professional", 0));
    const Certificate* renewed = latest_of(certificates(world, ana), ana.person, "professional");
    REQUIRE(renewed != nullptr);
    CHECK(renewed->awarded_on == world.today());
    CHECK(renewed->expires_on == months_after(awarded, 48));
    CHECK(name_of(renewed->awarded_by) == "exam");
    // The next one keeps the lessons that are done.
    world.pass_to(start_of(renewed->expires_on));
    world.give_certificate(ana, "foundation", world.today());
    world.act(ana, enroll(ana, "professional"));
    CHECK(name_of(enrolled(world, ana, "professional").step) == "exam");
}

TEST_CASE("renewal: once a certificate has ended the whole way is taken again") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "foundation", world.today());
    world.give_certificate(ana, "professional", months_after(world.today(), -24) - Days{1});
    world.learn(ana, "professional");
    CHECK_FALSE(enrolled(world, ana, "professional").renewal);
    world.act(ana, attempt(world, ana, "professional", 0));
    CHECK(name_of(enrolled(world, ana, "professional").step) == "project");
}

TEST_CASE("renewal: begun in time, it asks for the whole once the certificate has ended") {
    struct Row {
        const char* why;
        std::int64_t days;  // Until the exam; the certificate ends after 60.
        const char* step;
    };
    const Row rows[] = {
        {"on its last day the exam is enough", 60, "finished"},
        {"a day later the project is asked for as well", 61, "project"},
        {"and so it is eighteen months later", 540, "project"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ProgramWorld world;
        const Actor& ana = world.member;
        world.give_certificate(ana, "foundation", world.today());
        world.give_certificate(ana, "professional", months_after(world.today() + Days{60}, -24));
        world.learn(ana, "professional");
        REQUIRE(enrolled(world, ana, "professional").renewal);
        world.pass_days(row.days);
        world.act(ana, attempt(world, ana, "professional", 0));
        CHECK(name_of(enrolled(world, ana, "professional").step) == row.step);
    }
}

TEST_CASE("renewal: what was handed in in time is a renewal, however late it is reviewed") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Date awarded = months_after(world.today() + Days{10}, -12);
    world.give_certificate(ana, "foundation", world.today());
    world.give_certificate(ana, "expert", awarded);
    world.give_certificate(world.colleague, "expert", world.today());
    world.learn(ana, "expert");
    REQUIRE(enrolled(world, ana, "expert").renewal);
    world.act(ana, project("x", "expert"));
    world.pass_days(40);
    world.act(world.colleague, ReviewProject{project_named("x"), true, {}});
    world.act(world.director, ReviewProject{project_named("x"), true, {}});
    CHECK(name_of(enrolled(world, ana, "expert").step) == "finished");
    const Certificate* renewed = latest_of(certificates(world, ana), ana.person, "expert");
    CHECK(renewed->awarded_on == world.today());
    // The old one had ended, so nothing of it is added.
    CHECK(renewed->expires_on == months_after(world.today(), 12));
}

TEST_CASE("lessons: a course that gets shorter keeps nobody waiting for what it has lost") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const EnrollmentId id = enrollment_of(ana, "foundation");
    world.act(ana, enroll(ana, "foundation"));
    for (int lesson = 1; lesson <= 7; lesson++) {
        world.act(ana, FinishLesson{id, "foundation_" + std::to_string(lesson)});
    }
    CHECK(world.refusal(ana, attempt(world, ana, "foundation", 0)) == "lessons_must_be_done 1");
    world.program.courses[0].lessons.pop_back();
    world.act(ana, attempt(world, ana, "foundation", 0));
    CHECK(name_of(enrolled(world, ana, "foundation").step) == "finished");
    CHECK(enrolled(world, ana, "foundation").lessons_total == 7);
}

TEST_CASE("exam: one that was taken before the new version came is judged by its own") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    const HandInAttempt offline = attempt(world, ana, "foundation", 5);  // 75 %.
    // The next version draws fewer questions, and other ones, and asks for more of them.
    const Record taken = *world.records.find({Kind::exam, exam_id("foundation")});
    Record former = taken;
    former.id = former_exam_id("foundation");
    body_of<Exam>(former).pass_score = 70;
    world.records.put(former);
    world.change<Exam>(Kind::exam, exam_id("foundation"), [](Exam& exam) {
        exam.version = "2027-01";
        exam.questions_drawn = 10;
        exam.pass_score = 90;
    });
    world.act(ana, offline);
    const auto& graded = world.body<Attempt>(Kind::attempt, offline.attempt.bytes);
    CHECK(name_of(graded.state) == "passed");
    CHECK(graded.asked == 20);
    CHECK(graded.exam_version == offline.exam_version);

    const Actor& noor = world.colleague;
    world.learn(noor, "foundation");
    HandInAttempt older = attempt(world, noor, "foundation", 0);
    older.exam_version = "2025-01";
    CHECK(world.refusal(noor, older) == "exam_must_be_current exam_version 2027-01");
    // Under the new one ten are asked: the twenty of the old one are too many.
    HandInAttempt today = attempt(world, noor, "foundation", 0);
    today.exam_version = "2027-01";
    CHECK(world.refusal(noor, today).rfind("answer_must_be_to_a_question_that_was_asked", 0) == 0);
}

TEST_CASE("exam: the program's numbers are those of the version that came with them") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    world.program.levels[0].pass_score = 100;
    world.program.levels[0].exam_questions = 3;
    world.act(ana, attempt(world, ana, "foundation", 4));
    CHECK(name_of(enrolled(world, ana, "foundation").step) == "finished");
}

static Viewer viewer_of(const Actor& actor) {
    return {.audience = audience_of(actor), .person = actor.person, .partner = actor.partner};
}

TEST_CASE("attempt: nobody reads what was answered, and colleagues not where it was wrong") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    const HandInAttempt command = attempt(world, ana, "foundation", 4);
    world.act(ana, command);
    world.give_certificate(world.admin, "foundation", world.today());
    const Record& record = *world.records.find({Kind::attempt, command.attempt.bytes});
    REQUIRE_FALSE(body_of<Attempt>(record).answers.empty());
    struct Row {
        const char* why;
        const Actor& actor;
        bool score;
        bool right;
    };
    const Row rows[] = {
        {"the learner", ana, true, true},
        {"a seller", world.seller, true, false},
        {"an administrator", world.admin, true, false},
        {"staff", world.manager, false, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto seen = project(record, viewer_of(row.actor));
        REQUIRE(seen.has_value());
        const auto& attempt = body_of<Attempt>(*seen);
        CHECK(attempt.answers.empty());
        CHECK((attempt.score == 80) == row.score);
        CHECK((attempt.right == 16) == row.right);
        CHECK(attempt.lessons_to_review.empty() != row.right);
        CHECK(name_of(attempt.state) == "passed");
    }
    CHECK_FALSE(project(record, viewer_of(world.colleague)).has_value());
}

TEST_CASE("project: a member sees their own, and of others what waits for their word") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Actor& noor = world.colleague;
    const Actor tom = world.add_person("Tom Reed", "member", world.partner);
    world.give_certificate(ana, "professional", world.today());
    world.give_certificate(noor, "expert", world.today());
    world.learn(ana, "expert");
    world.act(ana, project("x", "expert"));
    const RecordKey key{Kind::project, project_named("x").bytes};
    const auto sees = [&](const Actor& actor) {
        return is_visible(*world.records.find(key), viewer_of(actor));
    };
    CHECK(sees(ana));
    CHECK(sees(noor));
    CHECK(sees(world.seller));
    CHECK_FALSE(sees(tom));
    CHECK(
        world.refusal(tom, ReviewProject{project_named("x"), true, {}}) ==
        "record_must_exist project"
    );
    // The author does not learn from it who holds the level.
    CHECK(body_of<Project>(*project(*world.records.find(key), viewer_of(ana))).reviewers.empty());
    CHECK(
        body_of<Project>(*project(*world.records.find(key), viewer_of(noor))).reviewers ==
        std::vector<PersonId>{noor.person}
    );
    world.act(noor, ReviewProject{project_named("x"), false, "Numbers."});
    CHECK(sees(ana));
    CHECK_FALSE(sees(noor));
    const auto reviews = world.records.under("reviews_of:" + text_from_id(key.id));
    REQUIRE(reviews.size() == 1);
    CHECK(is_visible(*reviews[0], viewer_of(ana)));
    CHECK(is_visible(*reviews[0], viewer_of(noor)));
    CHECK_FALSE(is_visible(*reviews[0], viewer_of(tom)));
}

TEST_CASE("project: who earns the level sees what has waited for somebody who holds it") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Actor& noor = world.colleague;
    for (const Actor* learner : {&ana, &noor}) {
        world.give_certificate(*learner, "professional", world.today());
        world.learn(*learner, "expert");
    }
    world.act(ana, project("of ana", "expert"));
    world.act(noor, project("of noor", "expert"));
    const Actor tom = world.add_person("Tom Reed", "member", world.partner);
    world.give_certificate(tom, "foundation", world.today());
    world.learn(tom, "professional");
    world.act(tom, attempt(world, tom, "professional", 0));
    world.act(tom, project("of tom", "professional"));
    const ReviewProject review{project_named("of ana"), true, {}};
    CHECK(world.refusal(noor, review) == "record_must_exist project");
    world.act(world.director, ReviewProject{project_named("of noor"), true, {}});
    world.act(world.manager, ReviewProject{project_named("of noor"), true, {}});
    REQUIRE(name_of(enrolled(world, noor, "expert").step) == "finished");
    CHECK(world.refusal(noor, review) == "accepted");
    // What waits at another level stays out of sight.
    const ReviewProject other{project_named("of tom"), true, {}};
    CHECK(world.refusal(noor, other) == "record_must_exist project");
}

TEST_CASE("learning: what one person does is decided one act at a time") {
    const ProgramWorld world;
    const Actor& ana = world.member;
    const std::string learner = "learner:" + text_from_id(ana.person.bytes);
    const std::string onboarding = "onboarding:" + text_from_id(ana.partner.bytes);
    struct Row {
        Command command;
        bool awards;
    };
    const Row rows[] = {
        {enroll(ana, "foundation"), false},
        {FinishLesson{enrollment_of(ana, "foundation"), "foundation_1"}, false},
        {attempt(world, ana, "foundation", 0), true},
        {project("x", "expert"), false},
    };
    for (const Row& row : rows) {
        CAPTURE(command_name(row.command));
        const std::vector<std::string> guards = needs(row.command, ana).guards;
        CHECK(std::count(guards.begin(), guards.end(), learner) == 1);
        CHECK((std::count(guards.begin(), guards.end(), onboarding) == 1) == row.awards);
    }
}

TEST_CASE("learning: what an award shows to a new holder is guarded as by its reviewers") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Actor& noor = world.colleague;
    const auto hand_in = [&world, &ana](std::string_view name, std::string_view level) {
        Project body;
        body.partner = ana.partner;
        body.person = ana.person;
        body.level = std::string(level);
        world.records.put({.id = project_named(name).bytes, .version = 1, .body = body});
    };
    hand_in("expert's", "expert");
    hand_in("another expert's", "expert");
    hand_in("professional's", "professional");
    const auto guarded = [&world](const Actor& actor, const Command& command) {
        const auto guards = further_needs(command, world.records, world.context_for(actor)).guards;
        std::set<std::string> names;
        for (const char* name : {"expert's", "another expert's", "professional's"}) {
            const std::string guard = guard_of({Kind::project, project_named(name).bytes});
            if (std::count(guards.begin(), guards.end(), guard) > 0) names.insert(name);
        }
        return names;
    };
    const std::set<std::string> of_the_level{"expert's", "another expert's"};
    CHECK(guarded(noor, attempt(world, noor, "expert", 0)) == of_the_level);
    const ReviewProject review{project_named("expert's"), true, {}};
    CHECK(guarded(world.director, review) == of_the_level);
    // Of a level that no peers judge, an award shows nothing.
    CHECK(guarded(noor, attempt(world, noor, "professional", 0)).empty());
    const ReviewProject other{project_named("professional's"), true, {}};
    CHECK(guarded(world.director, other).empty());
}

TEST_CASE("learning: the level before must still be held when something is handed in") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "foundation", months_after(world.today(), -24));
    world.learn(ana, "professional");
    CHECK(world.refusal(ana, attempt(world, ana, "professional", 0)) == "accepted");
    world.pass_days(1);
    CHECK(
        world.refusal(ana, attempt(world, ana, "professional", 0)) ==
        "level_before_must_be_held level Foundation"
    );
}
