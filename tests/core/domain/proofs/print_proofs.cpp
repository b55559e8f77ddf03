// Writes what the core builds for other programs to read, as one JSON object: a calendar, and the
// claims of a credential. proofs.test.mjs reads it with libraries that are not ours.
#include "core/base/format/json.h"
#include "core/domain/proofs/calendar_file.h"
#include "core/domain/proofs/credential.h"

#include <cstdio>

using namespace entente;

namespace {

// What is expected to be read again, beside what was written.
struct Printed {
    std::string calendar;
    std::vector<std::string> summaries;
    std::string credential;
    std::string issuer;
    std::string email;
    Date awarded_on{};
    Date expires_on{};

    void describe(FieldVisitor& v) {
        field(v, "calendar", calendar);
        field(v, "summaries", summaries);
        field(v, "credential", credential);
        field(v, "issuer", issuer);
        field(v, "email", email);
        field(v, "awarded_on", awarded_on);
        field(v, "expires_on", expires_on);
    }
};

Level professional() {
    Level level;
    level.key = "professional";
    level.name = "Professional";
    level.content = {"Advanced configuration", "Integration patterns"};
    level.award_text = "Hands-on project + exam";
    level.expiring_days = 60;
    return level;
}

Certificate certificate() {
    Certificate body;
    body.level = "professional";
    body.awarded_on = std::chrono::year{2026} / std::chrono::February / 28;
    body.expires_on = std::chrono::year{2028} / std::chrono::February / 28;
    return body;
}

}  // namespace

int main() {
    Printed printed;
    printed.summaries = {
        "Professional certificate ends",
        "Commas, semicolons; backslashes \\ and \"quotes\"",
        "Two lines\nand END:VEVENT in one",
        std::string(200, 'x') + " \xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\x86 " + std::string(200, 'y')};
    std::vector<CalendarEntry> entries;
    for (std::size_t i = 0; i < printed.summaries.size(); i++) {
        const IdBytes id = derived_id({}, "certificate", i);
        CalendarEntry entry = entry_for_certificate(id, 7, certificate(), professional());
        entry.summary = entry.description = printed.summaries[i];
        entry.url = "https://portal.example/certifications?a=1,2;3";
        entries.push_back(std::move(entry));
    }
    const Moment made{1'795'425'300'000};
    printed.calendar = calendar_file("-//Entente//Partner portal//EN", entries, made);
    printed.issuer = "https://portal.example";
    printed.email = "Ana.Prado@slalom.example";
    printed.awarded_on = certificate().awarded_on;
    printed.expires_on = certificate().expires_on;
    const CredentialSubject subject{
        .certificate = derived_id({}, "certificate", 0),
        .body = certificate(),
        .email = printed.email};
    const CredentialIssuer issuer{printed.issuer, "Global Partnership Network"};
    printed.credential = credential_json(issuer, subject, professional());
    std::puts(json_from(printed).c_str());
    return 0;
}
