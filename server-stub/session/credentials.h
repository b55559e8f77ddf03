// Which password somebody signs in with: found by e-mail address, set by the operator.
#pragma once

#include "core/base/places/email.h"
#include "server-stub/session/passwords.h"
#include "server-stub/store.h"

#include <optional>
#include <string>
#include <string_view>

namespace entente::server {

// The person with that e-mail address; none when there is none.
std::optional<PersonId> person_with_email(Store& store, std::string_view email);

// Lets somebody sign in with that password from now on, and ends every session they have: whoever
// opened one with the old password is out. record_must_exist when nobody has that address, and
// what check_new_password() says.
Outcome set_password(
    Store& store, Passwords& passwords, std::string_view email, const std::string& password
);

}  // namespace entente::server
