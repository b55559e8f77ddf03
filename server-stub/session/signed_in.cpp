#include "server-stub/session/signed_in.h"

#include "core/base/hash/hash.h"
#include "core/domain/view/reach.h"
#include "server-stub/sync_commands.h"

#include <array>
#include <sodium.h>

namespace entente::server {
namespace {

constexpr std::size_t token_random_bytes = 32;
constexpr std::size_t token_text_max = 64;

bool live(const StoredSession& session, Moment now) {
    return now < session.expires_at && now - session.used_at < session_idle_ms;
}

// Puts the person looked through in the place of who looks. Grants may have changed since the look
// began: then there is nothing more to see.
Outcome look(StoreReader& reader, GrantCache& grants, SignedIn& who, Moment now) {
    const StoredSession& session = who.session;
    if (!session.seen_as.given() || now >= session.preview_until) {
        return ProblemCode::permission_must_be_held;
    }
    const auto seen = reader.record({.kind = Kind::person, .id = session.seen_as.bytes});
    if (!seen || !who.actor.permissions.holds(Permission::preview_as_partner) ||
        !works_with(who.actor, body_of<Person>(seen->record).partner)) {
        return ProblemCode::permission_must_be_held;
    }
    who.preview = true;
    who.person = body_of<Person>(seen->record);
    who.actor = grants.actor(reader, session.seen_as, who.person, *who.program, now);
    return Done{};
}

}  // namespace

Bytes hash_of_token(std::string_view token) {
    const Sha256 hash = sha256(bytes_from_text(token));
    return {hash.begin(), hash.end()};
}

std::string new_token() {
    std::array<unsigned char, token_random_bytes> bytes{};
    std::array<char, token_text_max> text{};
    randombytes_buf(bytes.data(), bytes.size());
    sodium_bin2base64(
        text.data(),
        text.size(),
        bytes.data(),
        bytes.size(),
        sodium_base64_VARIANT_URLSAFE_NO_PADDING
    );
    return text.data();
}

Result<SignedIn> signed_in(
    StoreReader& reader, ProgramCache& programs, GrantCache& grants, const SessionQuestion& asked
) {
    const bool readable = !asked.token.empty() && asked.token.size() <= token_text_max;
    if (!readable) return ProblemCode::person_must_be_signed_in;
    const auto session = reader.session(hash_of_token(asked.token));
    if (!session || !live(*session, asked.now)) return ProblemCode::person_must_be_signed_in;
    const auto record = reader.record({.kind = Kind::person, .id = session->person.bytes});
    if (!record) return ProblemCode::person_must_be_signed_in;

    SignedIn found;
    found.session = *session;
    found.real = session->person;
    found.person = body_of<Person>(record->record);
    found.disabled = found.person.disabled;
    found.program = programs.in(reader);
    found.actor = grants.actor(reader, found.real, found.person, *found.program, asked.now);
    if (asked.preview) TRY_DONE(look(reader, grants, found, asked.now));
    found.viewer = {
        .audience = audience_of(found.actor),
        .person = found.actor.person,
        .partner = found.actor.partner};
    found.access = access_from(found.actor);
    return found;
}

}  // namespace entente::server
