#include "server-stub/session/credentials.h"

namespace entente::server {

std::optional<PersonId> person_with_email(Store& store, std::string_view email) {
    std::optional<PersonId> found;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        for (const RecordKey& key : reader.keys_under(email_key(email))) found = {key.id};
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
