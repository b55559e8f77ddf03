// What people take away to show others: their badges, signed, and the days to remember. Anybody may
// have the public key.
#include "core/domain/proofs/credential.h"
#include "core/domain/proofs/remembered_days.h"
#include "core/domain/records/kind_rule.h"
#include "server-stub/http/problem_answer.h"
#include "server-stub/proofs/badge_key.h"
#include "server-stub/routes/route.h"

namespace entente::server {
namespace {

constexpr std::string_view json = "application/json";

// What everything that this server vouches for begins with.
const std::string& own_url(const Call& call) {
    check(!call.services.origins.empty());
    return call.services.origins.front();
}

std::string key_url(const Call& call) {
    return own_url(call) + "/api/v1/keys/" + call.services.badge_key.name();
}

Answer answer_with(std::string_view type, std::string body) {
    Answer answer;
    answer.content_type = std::string{type};
    answer.body = std::move(body);
    return answer;
}

// Verifiers in other pages read it too: it is no secret, and carries no cookie.
Answer for_everybody(std::string body) {
    Answer answer = answer_with(json, std::move(body));
    answer.fields.emplace_back("Access-Control-Allow-Origin", "*");
    answer.fields.emplace_back("Cache-Control", "public, max-age=3600");
    return answer;
}

Answer absent_answer() {
    return problem_answer(ProblemCode::record_must_exist, 404);
}

// The certificate when it is the caller's own; another's and none answer alike.
std::optional<Certificate> own_certificate(const Call& call, const IdBytes& id) {
    std::optional<Certificate> own;
    call.services.store.read(call.who->access, [&](StoreReader& reader) {
        const auto found = reader.record({.kind = Kind::certificate, .id = id});
        if (!found) return;
        const auto& certificate = body_of<Certificate>(found->record);
        if (certificate.person == call.who->actor.person) own = certificate;
    });
    return own;
}

}  // namespace

Answer answer_key_set(const Call& call) {
    return for_everybody(call.services.badge_key.key_set_json(key_url(call)));
}

Answer answer_key(const Call& call) {
    const BadgeKey& key = call.services.badge_key;
    if (call.id != key.name()) return absent_answer();
    return for_everybody(key.public_key_json(key_url(call)));
}

Answer answer_credential(const Call& call) {
    const Result<IdBytes> id = id_from_text(call.id);
    if (!id.ok()) return absent_answer();
    const auto certificate = own_certificate(call, id.value());
    if (!certificate) return absent_answer();
    const Program& program = *call.who->program;
    const Level* level = entry_with_key(program.levels, certificate->level);
    if (level == nullptr) return absent_answer();
    const CredentialIssuer issuer{.url = own_url(call), .name = program.name};
    const CredentialSubject subject{
        .certificate = id.value(), .body = *certificate, .email = call.who->person.email};
    const std::string claims = credential_json(issuer, subject, *level);
    return answer_with(
        "application/jwt", call.services.badge_key.signed_token(claims, key_url(call))
    );
}

Answer answer_calendar(const Call& call) {
    const Actor& actor = call.who->actor;
    RecordMap records;
    call.services.store.read(call.who->access, [&](StoreReader& reader) {
        for (const char* of : {"certificates_of", "open_deals_of"}) {
            for (Record& record : reader.under(index_key(of, actor.partner.bytes))) {
                records.put(std::move(record));
            }
        }
    });
    const Moment now = call.request.received;
    const auto entries = remembered_days(actor, records, *call.who->program, date_of(now));
    Answer answer = answer_with(
        "text/calendar; charset=utf-8",
        calendar_file("-//Entente//Partner portal//EN", entries, now)
    );
    answer.fields.emplace_back("Content-Disposition", "attachment; filename=\"entente.ics\"");
    return answer;
}

}  // namespace entente::server
