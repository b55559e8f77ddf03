// The key that this server signs badges with: Ed25519, one for the life of its file.
//
// A badge is a JSON Web Token (RFC 7515, alg EdDSA) whose head names where its public key is found.
// The secret part leaves this object in no way but as signatures.
#pragma once

#include "core/base/bytes.h"

#include <string>
#include <string_view>

namespace entente::server {

class BadgeKey {
public:
    // From the 32 bytes of its file.
    explicit BadgeKey(const Bytes& seed);
    ~BadgeKey();
    BadgeKey(const BadgeKey&) = delete;
    BadgeKey& operator=(const BadgeKey&) = delete;

    // The thumbprint of the public key (RFC 7638): the same key has the same name everywhere.
    const std::string& name() const { return name_; }
    // The public key as a JSON Web Key, and as a set of this one. `key_url` is where the first is
    // found: verifiers know it by that.
    std::string public_key_json(std::string_view key_url) const;
    std::string key_set_json(std::string_view key_url) const;

    // head.claims.signature
    std::string signed_token(std::string_view claims_json, std::string_view key_url) const;

private:
    Bytes secret_;
    std::string public_text_;  // Base64url.
    std::string name_;
};

}  // namespace entente::server
