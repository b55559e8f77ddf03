#include "tests/support/program_world.h"

#include "core/domain/commands/command_rule.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/exam.h"
#include "core/domain/enablement/rollup.h"
#include "core/domain/program/seed.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

namespace entente::test {

using namespace std::chrono_literals;

static std::string text_of(const char* path) {
    std::ifstream file(std::string(ENTENTE_SOURCE_DIR "/") + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

static const Program& program_of_assets() {
    static const Program program = [] {
        auto loaded = load_program(text_of("assets/program.json"));
        if (!loaded.ok()) FAIL(text_from(loaded.problem()));
        return std::move(loaded.value().program);
    }();
    return program;
}

const University& shipped_university() {
    static const University university = [] {
        const std::string lessons = text_of("assets/university/lessons.json");
        const std::string exams = text_of("assets/university/exams.json");
        const std::string answers = text_of("server-stub/university/exam_answers.json");
        auto loaded = load_university({lessons, exams, answers}, program_of_assets());
        if (!loaded.ok()) FAIL(text_from(loaded.problem()));
        return std::move(loaded).value();
    }();
    return university;
}

ProgramWorld::ProgramWorld() : program(program_of_assets()) {
    // Monday 09:00 in New York, 14:00 UTC.
    now = start_of(2026y / std::chrono::November / 16) + 14 * ms_per_hour;
    for (Record& record : university_records(shipped_university(), 1, now)) {
        records.put(std::move(record));
    }
    partner = add_partner("Slalom", "US");
    member = add_person("Ana Prado", "member", partner);
    seller = add_person("Maya Okafor", "seller", partner);
    admin = add_person("Jonas Weber", "admin", partner);
    colleague = add_person("Noor Haddad", "member", partner);
    manager = add_person("Elena Ruiz", "channel_manager", {});
    director = add_person("Ruth Adeyemi", "program_admin", {});
    system.system = true;
}

PartnerId ProgramWorld::add_partner(std::string_view name, std::string_view country) {
    const PartnerId id{derived_id({}, name, 0)};
    Partner body;
    body.name = body.legal_name = std::string(name);
    body.tier = Tier::tier_2;
    body.home_country = std::string(country);
    for (const Region& region : program.regions) {
        const auto& all = region.countries;
        if (std::find(all.begin(), all.end(), country) != all.end()) body.region = region.key;
    }
    body.countries = {body.home_country};
    body.lifecycle = Lifecycle::active;
    records.put({.id = id.bytes, .version = 1, .body = body});
    return id;
}

Actor ProgramWorld::add_person(std::string_view name, std::string_view role, PartnerId of) {
    Person body;
    body.name = std::string(name);
    body.partner = of;
    body.role = std::string(role);
    const PersonId id{derived_id({}, name, 0)};
    if (!of.given()) body.assigned_partners = {partner};
    const std::vector<PartnerId> assigned = body.assigned_partners;
    records.put({.id = id.bytes, .version = 1, .body = body});
    // As if somebody else there held it: what certificates open is a test of its own.
    Certificate foundation;
    foundation.level = "foundation";
    foundation.awarded_on = foundation.expires_on = date_of(now);
    return {
        .person = id,
        .name = std::string(name),
        .partner = of,
        .permissions =
            permissions_on(program, body, Lifecycle::active, {&foundation}, date_of(now)),
        .assigned_partners = assigned,
        .system = false};
}

Actor ProgramWorld::actor_of(PersonId id) const {
    const auto& of = body<Person>(Kind::person, id.bytes);
    const Record* home = records.find({Kind::partner, of.partner.bytes});
    const Lifecycle lifecycle =
        home != nullptr ? body_of<Partner>(*home).lifecycle : Lifecycle::ended;
    const Certificates held = certificates_of(of.partner, records);
    return {
        .person = id,
        .name = of.name,
        .partner = of.partner,
        .permissions = permissions_on(program, of, lifecycle, held, date_of(now)),
        .assigned_partners = of.assigned_partners,
        .system = false,
        .assigned_regions = of.assigned_regions};
}

IdBytes ProgramWorld::give_certificate(
    const Actor& person, std::string_view level, Date awarded_on
) {
    const Level* rule = entry_with_key(program.levels, level);
    check(rule != nullptr);
    Certificate body;
    body.partner = person.partner;
    body.person = person.person;
    body.level = rule->key;
    body.awarded_on = awarded_on;
    body.expires_on = months_after(awarded_on, rule->valid_months);
    const IdBytes id = derived_id(person.person.bytes, "given:" + rule->key, ++commands_);
    records.put({.id = id, .version = 1, .body = body});
    return id;
}

HandInAttempt ProgramWorld::next_attempt(const Actor& actor, std::string_view level, int wrong)
    const {
    const Exam* exam = nullptr;
    for (const Exam& one : shipped_university().exams) {
        if (one.level == level) exam = &one;
    }
    check(exam != nullptr);
    std::int32_t ordinal = 0;
    for (const Record* record : records.under("attempts_of:" + text_from_id(actor.person.bytes))) {
        if (body_of<Attempt>(*record).level == level) ordinal++;
    }
    HandInAttempt command;
    command.attempt = {derived_id(
        actor.person.bytes, "attempt:" + exam->level, static_cast<std::uint64_t>(ordinal)
    )};
    command.level = exam->level;
    command.exam_version = exam->version;
    const std::int32_t count = questions_drawn(*exam, *entry_with_key(program.levels, level));
    for (const ExamQuestion* question : drawn_questions(*exam, actor.person, ordinal, count)) {
        std::int32_t choice = 0;
        for (const ExamAnswer& answer : exam->answers) {
            if (answer.question == question->key) choice = answer.right;
        }
        const auto choices = static_cast<std::int32_t>(question->choices.size());
        if (wrong-- > 0) choice = (choice + 1) % choices;
        command.answers.push_back({.question = question->key, .choice = choice});
    }
    return command;
}

void ProgramWorld::learn(const Actor& actor, std::string_view level) {
    const EnrollmentId enrollment{enrollment_id(actor.person, level)};
    act(actor, Enroll{enrollment, std::string(level)});
    for (const Lesson& lesson : course_of(program, level)->lessons) {
        act(actor, FinishLesson{enrollment, lesson.key});
    }
}

Context ProgramWorld::context_for(const Actor& actor) {
    return {
        .actor = actor,
        .now = now,
        .program = program,
        .numbers = *this,
        .command_seed = derived_id({}, "command", commands_),
        .authority = authority,
        .suffixes = nullptr,
        .proved_not_before = {}};
}

Result<Changes> ProgramWorld::decide(const Actor& actor, const Command& command) {
    commands_++;
    return decided_twice(command, records, context_for(actor), count_);
}

void ProgramWorld::apply(const Changes& changes) {
    for (const Record& record : changes.puts) {
        records.put(record);
        const RecordKey key = record.key();
        for (auto due = dues_.begin(); due != dues_.end();) {
            due = due->first.record == key ? dues_.erase(due) : std::next(due);
        }
    }
    for (const RecordKey& key : changes.removals) records.remove(key);
    for (const Due& due : changes.dues) {
        const DueKey key{subject_of(due.command), std::string(command_name(due.command))};
        dues_.insert_or_assign(key, due);
    }
}

Changes ProgramWorld::act(const Actor& actor, const Command& command) {
    auto changes = decide(actor, command);
    if (!changes.ok()) {
        FAIL(command_name(command) << " refused: " << text_from(changes.problem()));
    }
    apply(changes.value());
    now = now + 1'000;
    return std::move(changes).value();
}

std::string ProgramWorld::refusal(const Actor& actor, const Command& command) {
    return verdict_on(decide(actor, command));
}

void ProgramWorld::pass_to(Moment later) {
    while (!dues_.empty()) {
        const auto first = std::min_element(dues_.begin(), dues_.end(), [](auto& a, auto& b) {
            return a.second.at < b.second.at;
        });
        if (first->second.at > later) break;
        const Due due = first->second;
        dues_.erase(first);
        now = std::max(now, due.at);
        // One that a person's act has overtaken is refused and was answered with that.
        const auto changes = decide(system, due.command);
        if (changes.ok()) apply(changes.value());
    }
    now = std::max(now, later);
}

}  // namespace entente::test
