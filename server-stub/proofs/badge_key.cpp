#include "server-stub/proofs/badge_key.h"

#include "core/base/check.h"
#include "core/base/hash/hash.h"

#include <array>
#include <sodium.h>

namespace entente::server {
namespace {

std::string base64url(ByteView bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // The zero at its end.
    return text;
}

std::string base64url_of(std::string_view text) {
    return base64url(bytes_from_text(text));
}

// An address of ours: nothing in it that JSON would escape.
std::string quotable(std::string_view url) {
    check(url.find_first_of("\"\\") == std::string_view::npos);
    return std::string(url);
}

}  // namespace

BadgeKey::BadgeKey(const Bytes& seed) : secret_(crypto_sign_SECRETKEYBYTES) {
    check(seed.size() == crypto_sign_SEEDBYTES);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    crypto_sign_seed_keypair(open.data(), secret_.data(), seed.data());
    public_text_ = base64url({open.data(), open.size()});
    // Its required members in the order of their names, as the thumbprint asks.
    const std::string members = R"({"crv":"Ed25519","kty":"OKP","x":")" + public_text_ + R"("})";
    const Sha256 hash = sha256(bytes_from_text(members));
    name_ = base64url({hash.data(), hash.size()});
}

BadgeKey::~BadgeKey() {
    sodium_memzero(secret_.data(), secret_.size());
}

std::string BadgeKey::public_key_json(std::string_view key_url) const {
    return R"({"kty":"OKP","crv":"Ed25519","x":")" + public_text_ + R"(","kid":")" +
           quotable(key_url) + R"(","use":"sig","alg":"EdDSA"})";
}

std::string BadgeKey::key_set_json(std::string_view key_url) const {
    return R"({"keys":[)" + public_key_json(key_url) + "]}";
}

std::string BadgeKey::signed_token(std::string_view claims_json, std::string_view key_url) const {
    const std::string head = R"({"alg":"EdDSA","typ":"JWT","kid":")" + quotable(key_url) + R"("})";
    std::string token = base64url_of(head) + "." + base64url_of(claims_json);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    const ByteView message = bytes_from_text(token);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
    return token + "." + base64url({signature.data(), signature.size()});
}

}  // namespace entente::server
