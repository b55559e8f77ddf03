// A certificate as others can check it: an Open Badges 3.0 credential (1EdTech, June 2024) in the
// form whose JSON Web Token a server signs (section 8.2 of the standard, JOSE proof).
//
// Content only: no key is near here. The holder stands in it as the hash of an e-mail address, so a
// badge that is shown to the world names nobody who does not say who they are.
#pragma once

#include "core/domain/program.h"

namespace entente {

struct CredentialIssuer {
    std::string url;   // The portal's, without a slash at its end: what ids begin with.
    std::string name;  // "Global Partnership Network"
};

struct CredentialSubject {
    IdBytes certificate{};
    Certificate body;
    std::string email;  // Of the holder; compared in lower case.
};

// The claims of the token: the credential, and iss, jti, sub, nbf and exp beside it. `level` is the
// certificate's.
std::string credential_json(
    const CredentialIssuer& issuer, const CredentialSubject& subject, const Level& level
);

// "sha256$<hex>" over the address in lower case and the salt (section 9.1.1).
std::string identity_hash(std::string_view email, std::string_view salt);

}  // namespace entente
