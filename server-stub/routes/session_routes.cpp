// Signing in and out, and who is signed in.
#include "core/base/format/cbor.h"
#include "core/base/format/json.h"
#include "core/sync/who.h"
#include "server-stub/http/problem_answer.h"
#include "server-stub/routes/route.h"
#include "server-stub/routes/session_answer.h"
#include "server-stub/session/credentials.h"
#include "server-stub/session/origin.h"

namespace entente::server {
namespace {

constexpr std::size_t email_bytes_max = 254;
constexpr std::size_t password_bytes_max = 1024;  // 256 characters of four bytes.
constexpr std::size_t device_bytes_max = 120;

struct SignInForm {
    std::string email;
    std::string password;

    void describe(FieldVisitor& v) {
        field(v, "email", email);
        field(v, "password", password);
    }
};

// Before any hashing: 0, or how many seconds to wait.
std::int64_t seconds_to_wait(const Call& call, const std::string& email) {
    SignInLimits& limits = call.services.sign_in;
    const Moment now = call.request.received;
    if (const auto wait = limits.address.take(call.request.address, now); wait > 0) return wait;
    if (const auto wait = limits.account.take(email, now); wait > 0) return wait;
    return limits.everybody.take("", now);
}

Answer wait_answer(std::int64_t seconds) {
    Answer answer = problem_answer(ProblemCode::requests_must_be_fewer, 429);
    answer.fields.emplace_back("Retry-After", std::to_string(seconds));
    return answer;
}

AuditLine sign_in_line(const SignedIn& who, Moment at) {
    return {
        .number = 0,
        .scope = "person:" + text_from_id(who.real.bytes),
        .at = at,
        .person = who.real,
        .seen_as = {},
        .event = "signed_in",
        .subject = who.real.bytes,
        .detail = {},
        .hash = {},
    };
}

// After the session is gone: a stream that opens meanwhile looks for it then.
void end_streams(Services& services, const Bytes& token_hash) {
    services.pokes.end(std::string{text_from_bytes(token_hash)});
}

// A new id at every sign-in; the one that came with the request, if any, ends here.
//
// A disabled account begins none: there is no page it could show. The sessions it had go on for
// push and pull alone, so that a device can still hand over what it did not send in time.
Answer begin_session(const Call& call, PersonId person) {
    const Request& request = call.request;
    const std::string token = new_token();
    const std::string_view old = cookie_of(request, call.services.cookie_name());
    StoredSession session{
        .token_hash = hash_of_token(token),
        .person = person,
        .created_at = request.received,
        .used_at = request.received,
        .expires_at = request.received + session_ms,
        .device = std::string{request.header("User-Agent").substr(0, device_bytes_max)},
        .seen_as = {},
        .preview_until = {},
        .preview_reason = {},
    };
    Answer answer;
    const Outcome written =
        call.services.store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            if (!old.empty()) writer.remove_session(hash_of_token(old));
            writer.put_session(session);
            TRY(const SignedIn who,
                signed_in(
                    writer,
                    call.services.programs,
                    call.services.grants,
                    {.token = token, .preview = false, .now = request.received}
                ));
            if (who.disabled) return ProblemCode::account_must_be_enabled;
            writer.append_audit(sign_in_line(who, request.received));
            answer = who_answer(request, writer, who);
            return Done{};
        });
    if (!written.ok()) return problem_answer(written.problem());
    if (!old.empty()) end_streams(call.services, hash_of_token(old));
    set_session_cookie(answer, call.services, token);
    return answer;
}

}  // namespace

Answer who_answer(const Request& request, StoreReader& reader, const SignedIn& who) {
    Who said{
        .person = who.actor.person,
        .name = who.actor.name,
        .role = who.person.role,
        .partner = who.actor.partner,
        .partner_name = {},
        .audience = who.viewer.audience,
        .permissions = {},
        .assigned_partners = who.actor.assigned_partners,
        .expires_at = who.session.expires_at,
        .preview = who.preview,
        .looking = who.preview ? who.real : PersonId{},
        .preview_until = who.preview ? who.session.preview_until : Moment{},
    };
    for (std::size_t i = 0; i < names_of(Permission{}).size(); i++) {
        const auto permission = static_cast<Permission>(i);
        if (who.actor.permissions.holds(permission)) said.permissions.push_back(permission);
    }
    if (who.actor.partner.given()) {
        const auto partner = reader.record({.kind = Kind::partner, .id = who.actor.partner.bytes});
        if (partner) said.partner_name = body_of<Partner>(partner->record).name;
    }
    const bool in_cbor = request.header("Accept").starts_with("application/cbor");
    Answer answer;
    answer.content_type = in_cbor ? "application/cbor" : "application/json";
    answer.body = in_cbor ? std::string(text_from_bytes(cbor_from(said))) : json_from(said);
    return answer;
}

void set_session_cookie(Answer& answer, const Services& services, std::string_view token) {
    std::string cookie{services.cookie_name()};
    cookie += "=";
    cookie += token;
    cookie += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
    cookie += token.empty() ? "0" : std::to_string(session_ms / 1000);
    if (services.secure) cookie += "; Secure";
    answer.fields.emplace_back("Set-Cookie", std::move(cookie));
}

Answer answer_session(const Call& call) {
    const SignedIn& who = *call.who;
    Answer answer;
    call.services.store.read(Access::of_authority(), [&](StoreReader& reader) {
        answer = who_answer(call.request, reader, who);
    });
    // Being used keeps a session alive; noting it once an hour is often enough. It is read again
    // where it is written: it may have ended since, or have begun a look.
    if (call.request.received - who.session.used_at > ms_per_hour) {
        const Outcome noted =
            call.services.store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
                auto used = writer.session(who.session.token_hash);
                if (!used) return Done{};
                used->used_at = call.request.received;
                writer.put_session(*used);
                return Done{};
            });
        if (!noted.ok()) return problem_answer(noted.problem());
    }
    return answer;
}

Answer answer_sign_in(const Call& call) {
    const Result<SignInForm> form = from_json<SignInForm>(call.request.body);
    if (!form.ok()) return problem_answer(form.problem());
    const std::string email = comparable_email(form.value().email);
    const std::string& password = form.value().password;
    if (email.empty() || email.size() > email_bytes_max || password.size() > password_bytes_max) {
        return problem_answer(ProblemCode::email_and_password_must_match, 401);
    }
    if (const auto wait = seconds_to_wait(call, email); wait > 0) return wait_answer(wait);
    std::optional<Credential> credential;
    call.services.store.read(Access::of_authority(), [&](StoreReader& reader) {
        credential = reader.credential(email);
    });
    const std::string hash = credential ? credential->password_hash : std::string{};
    if (!call.services.passwords.matches(password, hash)) {
        return problem_answer(ProblemCode::email_and_password_must_match, 401);
    }
    return begin_session(call, credential->person);
}

Answer answer_sign_out(const Call& call) {
    const Bytes token_hash = call.who->session.token_hash;
    const Outcome written =
        call.services.store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            writer.remove_session(token_hash);
            return Done{};
        });
    if (!written.ok()) return problem_answer(written.problem());
    end_streams(call.services, token_hash);
    Answer answer;
    answer.status = 204;
    set_session_cookie(answer, call.services, {});
    answer.fields.emplace_back("Clear-Site-Data", "\"cache\"");
    return answer;
}

}  // namespace entente::server
