#include "core/base/format/json_tree.h"
#include "core/domain/proofs/calendar_file.h"
#include "core/domain/proofs/credential.h"
#include "core/domain/proofs/remembered_days.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

const Program& program() {
    static const ProgramWorld world;
    return world.program;
}

Certificate certificate() {
    Certificate body;
    body.level = "professional";
    body.awarded_on = std::chrono::year{2026} / std::chrono::January / 15;
    body.expires_on = std::chrono::year{2028} / std::chrono::January / 15;
    return body;
}

const JsonNode& child(const JsonNode& node, std::string_view name) {
    for (const JsonNode& one : node.children) {
        if (one.name == name) return one;
    }
    FAIL("no " << name);
    return node;
}

CalendarEntry entry() {
    CalendarEntry one;
    one.uid = "certificate-1";
    one.sequence = 3;
    one.first_day = one.last_day = std::chrono::year{2028} / std::chrono::January / 15;
    one.summary = "Professional certificate ends";
    one.reminders_days = {60};
    return one;
}

const Moment made{1'795'425'300'000};  // 2026-11-23 09:15 UTC.

}  // namespace

TEST_CASE("credential: it says what was achieved, from when until when, and by whom") {
    const CredentialSubject subject{
        .certificate = derived_id({}, "certificate", 0),
        .body = certificate(),
        .email = "Ana.Prado@slalom.example"};
    const std::string json = credential_json(
        {.url = "https://portal.example", .name = "Global Partnership Network"},
        subject,
        *entry_with_key(program().levels, "professional")
    );
    JsonNode root;
    REQUIRE_FALSE(parse_json(json, root).has_value());
    const std::string id =
        "https://portal.example/credentials/" + text_from_id(subject.certificate);
    CHECK(child(root, "id").text == id);
    CHECK(child(root, "jti").text == id);
    CHECK(child(root, "iss").text == "https://portal.example");
    CHECK(child(child(root, "issuer"), "id").text == "https://portal.example");
    CHECK(child(root, "validFrom").text == "2026-01-15T00:00:00.000Z");
    // The last day holds to its end.
    CHECK(child(root, "validUntil").text == "2028-01-16T00:00:00.000Z");
    CHECK(child(root, "nbf").integer == 1'768'435'200);
    CHECK(child(root, "exp").integer == 1'831'593'600);
    CHECK(child(root, "type").children[1].text == "OpenBadgeCredential");
    const JsonNode& holder = child(root, "credentialSubject");
    CHECK(child(root, "sub").text == child(holder, "id").text);
    CHECK(child(child(holder, "achievement"), "name").text == "Professional");
    CHECK(json.find("slalom") == std::string::npos);
}

TEST_CASE("credential: a level that says little has its name for what the standard asks for") {
    Level level = *entry_with_key(program().levels, "professional");
    level.content.clear();
    level.award_text.clear();
    const CredentialSubject subject{
        .certificate = derived_id({}, "certificate", 0), .body = certificate(), .email = "a@b.c"};
    JsonNode root;
    const std::string json =
        credential_json({.url = "https://a.example", .name = "A"}, subject, level);
    REQUIRE_FALSE(parse_json(json, root).has_value());
    const JsonNode& achievement = child(child(root, "credentialSubject"), "achievement");
    CHECK(child(achievement, "description").text == "Professional");
    CHECK(child(child(achievement, "criteria"), "narrative").text == "Professional");
}

TEST_CASE("credential: the holder's address is hashed with its badge's salt, whatever its case") {
    // SHA-256 of "a@b.examplesalt".
    const std::string hash = identity_hash("A@B.example", "salt");
    CHECK(hash == identity_hash("a@b.example", "salt"));
    CHECK(hash.substr(0, 7) == "sha256$");
    CHECK(hash.size() == 7 + 64);
    CHECK(hash != identity_hash("a@b.example", "pepper"));
    const std::string small = "abcdefghijklmnopqrstuvwxyz@b.example";
    CHECK(
        identity_hash("ABCDEFGHIJKLMNOPQRSTUVWXYZ@B.EXAMPLE", "salt") ==
        identity_hash(small, "salt")
    );
    CHECK(identity_hash("a[b@c.example", "salt") != identity_hash("a{b@c.example", "salt"));
    CHECK(identity_hash("a@b.example", "salt") != identity_hash("a`b.example", "salt"));
    CHECK(
        identity_hash("", "abc") ==
        "sha256$ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

TEST_CASE("calendar: an entry is written as the format has it") {
    CHECK(
        calendar_file("-//Entente//EN", {entry()}, made) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Entente//EN\r\nCALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\nUID:certificate-1\r\nSEQUENCE:3\r\n"
        "DTSTAMP:20261123T091500Z\r\nDTSTART;VALUE=DATE:20280115\r\n"
        "DTEND;VALUE=DATE:20280116\r\nSUMMARY:Professional certificate ends\r\n"
        "TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P60D\r\n"
        "DESCRIPTION:Professional certificate ends\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    );
}

TEST_CASE("calendar: text is escaped, and cannot begin a line of its own") {
    struct Row {
        const char* why;
        std::string text;
        std::string expected;
    };
    const Row rows[] = {
        {"commas and semicolons", "a,b;c", "SUMMARY:a\\,b\\;c\r\n"},
        {"a backslash", "a\\n", "SUMMARY:a\\\\n\r\n"},
        {"lines", "a\r\nEND:VEVENT\nb", "SUMMARY:a\\nEND:VEVENT\\nb\r\n"},
        {"control characters",
         std::string("a\x01"
                     "b\x1F"
                     "c\x7F"),
         "SUMMARY:abc\r\n"},
        {"a tab", "a\tb", "SUMMARY:a\tb\r\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CalendarEntry one = entry();
        one.summary = row.text;
        const std::string file = calendar_file("-//Entente//EN", {one}, made);
        CHECK(file.find(row.expected) != std::string::npos);
    }
    CalendarEntry hostile = entry();
    hostile.url = "https://a.example/\r\nEND:VCALENDAR";
    CHECK(calendar_file("-//Entente//EN", {hostile}, made).find("a.example") == std::string::npos);
}

TEST_CASE("calendar: an address is written as it is") {
    CalendarEntry one = entry();
    one.url = "https://portal.example/#/learning?level=expert,professional;x";
    const std::string file = calendar_file("-//Entente//EN", {one}, made);
    CHECK(file.find("\r\nURL:" + one.url + "\r\nTRANSP") != std::string::npos);
}

TEST_CASE("calendar: without entries it holds the zone of its days, as it must hold something") {
    CHECK(
        calendar_file("-//Entente//EN", {}, made) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Entente//EN\r\nCALSCALE:GREGORIAN\r\n"
        "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        "END:VCALENDAR\r\n"
    );
}

TEST_CASE("calendar: a reminder always says something") {
    CalendarEntry silent = entry();
    silent.summary.clear();
    const std::string file = calendar_file("-//Entente//EN", {silent}, made);
    CHECK(file.find("TRIGGER:-P60D\r\nDESCRIPTION:certificate-1\r\n") != std::string::npos);
    CHECK(file.find("SUMMARY") == std::string::npos);
}

TEST_CASE("calendar: what somebody is to remember is their own, and not over") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Date today = world.today();
    // Renewed, held, ended, a colleague's.
    world.give_certificate(ana, "foundation", months_after(today, -23));
    world.give_certificate(ana, "foundation", months_after(today, -1));
    world.give_certificate(ana, "professional", months_after(today, -24));
    world.give_certificate(ana, "expert", months_after(today, -13));
    world.give_certificate(world.colleague, "expert", today);
    struct Row {
        std::uint8_t number;
        PersonId owner;
        Protection protection;
        std::int64_t days;
    };
    const Row rows[] = {
        {1, ana.person, Protection::active, 30},
        {2, ana.person, Protection::extension_pending, 0},
        {3, ana.person, Protection::none, 30},
        {4, ana.person, Protection::active, -1},
        {5, world.colleague.person, Protection::active, 10},
    };
    for (const Row& row : rows) {
        Deal deal;
        deal.partner = world.partner;
        deal.owner = row.owner;
        deal.title = "Deal " + std::to_string(row.number);
        deal.review = Review::approved;
        deal.protection = row.protection;
        deal.protected_until = today + Days{row.days};
        world.records.put({.id = IdBytes{row.number}, .version = 3, .body = deal});
    }
    const auto told = [&world, today](const Actor& actor) {
        std::vector<std::string> lines;
        for (const CalendarEntry& one :
             remembered_days(actor, world.records, world.program, today)) {
            lines.push_back(text_from_date(one.first_day) + " " + one.summary);
        }
        return lines;
    };
    using Lines = std::vector<std::string>;
    CHECK(
        told(ana) ==
        Lines{
            "2026-11-16 Professional certificate ends",
            "2026-11-16 Protection ends: Deal 2",
            "2026-12-16 Protection ends: Deal 1",
            "2028-10-16 Foundation certificate ends"}
    );
    CHECK(
        told(world.seller) ==
        Lines{
            "2026-11-16 Protection ends: Deal 2",
            "2026-11-26 Protection ends: Deal 5",
            "2026-12-16 Protection ends: Deal 1"}
    );
    CHECK(told(world.manager).empty());
    const auto entries = remembered_days(ana, world.records, world.program, today);
    CHECK(entries[2].sequence == 3);
    CHECK(entries[2].reminders_days == world.program.review.protection_reminders);
    CHECK(entries[0].reminders_days == std::vector<std::int32_t>{60});
}

TEST_CASE("calendar: lines are folded at 75 octets and never within a letter") {
    for (std::size_t length = 60; length < 90; length++) {
        CalendarEntry one = entry();
        one.summary = std::string(length, 'x');
        for (int i = 0; i < 60; i++) one.summary += "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\x86";
        const std::string file = calendar_file("-//Entente//EN", {one}, made);
        std::string unfolded;
        for (std::size_t begin = 0; begin < file.size();) {
            const std::size_t end = file.find("\r\n", begin);
            REQUIRE(end != std::string::npos);
            REQUIRE(end - begin <= 75);
            REQUIRE((static_cast<unsigned char>(file[begin]) & 0xC0U) != 0x80U);
            const bool folded = file[begin] == ' ';
            REQUIRE((!folded || (static_cast<unsigned char>(file[begin + 1]) & 0xC0U) != 0x80U));
            if (!folded && !unfolded.empty()) unfolded += '\n';
            unfolded += file.substr(begin + (folded ? 1 : 0), end - begin - (folded ? 1 : 0));
            begin = end + 2;
        }
        CHECK(unfolded.find("\nSUMMARY:" + one.summary + "\n") != std::string::npos);
    }
}

TEST_CASE("calendar: a certificate's end, with a reminder when it begins to expire") {
    const CalendarEntry one = entry_for_certificate(
        derived_id({}, "certificate", 0),
        4,
        certificate(),
        *entry_with_key(program().levels, "professional")
    );
    CHECK(one.first_day == certificate().expires_on);
    CHECK(one.reminders_days == std::vector<std::int32_t>{60});
    CHECK(one.sequence == 4);
    CHECK(one.uid.rfind("certificate-", 0) == 0);
}
