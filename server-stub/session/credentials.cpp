#include "server-stub/session/credentials.h"

#include <algorithm>

namespace entente::server {
namespace {

constexpr std::size_t people_at_once = 1'000;

}  // namespace

std::string comparable_email(std::string_view email) {
    std::string lower{email};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return lower;
}

std::optional<PersonId> person_with_email(Store& store, std::string_view email) {
    const std::string wanted = comparable_email(email);
    std::optional<PersonId> found;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        for (const std::string& scope : reader.scopes_beginning("")) {
            std::optional<RecordKey> after;
            for (bool more = true; more && !found;) {
                const auto rows = reader.live_after(scope, after, people_at_once);
                for (const StoredRecord& row : rows) {
                    after = row.record.key();
                    if (row.record.kind() != Kind::person) continue;
                    if (comparable_email(body_of<Person>(row.record).email) == wanted)
                        found = {row.record.id};
                }
                more = rows.size() == people_at_once;
            }
        }
    });
    return found;
}

Outcome set_password(
    Store& store, Passwords& passwords, std::string_view email, const std::string& password
) {
    TRY_DONE(check_new_password(password, email));
    const auto person = person_with_email(store, email);
    if (!person) {
        return Problem{
            .code = ProblemCode::record_must_exist, .field = std::string{email}, .limit = {}};
    }
    const Credential credential{
        .email = comparable_email(email),
        .person = *person,
        .password_hash = passwords.hash(password),
        .must_change = false,
    };
    return store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        writer.put_credential(credential);
        writer.remove_sessions_of(*person);
        return Done{};
    });
}

}  // namespace entente::server
