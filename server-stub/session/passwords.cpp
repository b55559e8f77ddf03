#include "server-stub/session/passwords.h"

#include <algorithm>
#include <array>
#include <new>
#include <sodium.h>
#include <vector>

namespace entente::server {
namespace {

constexpr int under_way_max = 2;
constexpr std::size_t characters_min = 12;
constexpr std::size_t characters_max = 256;

// Beginnings of what is tried first everywhere; a password that is little more than one of them is
// refused. Lower case, letters and digits only.
constexpr std::array<std::string_view, 24> common_parts{
    "password",   "passwort",   "motdepasse",    "contrasena", "qwertyuiop", "qwertzuiop",
    "azertyuiop", "1234567890", "0987654321",    "abcdefgh",   "asdfghjkl",  "iloveyou",
    "letmein",    "welcome",    "administrator", "changeme",   "football",   "baseball",
    "sunshine",   "princess",   "superman",      "dragon",     "trustno1",   "entente"};
constexpr std::size_t own_characters_min = 6;  // Beyond a common part.

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string letters_and_digits(std::string_view text) {
    std::string kept;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') kept += static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept += c;
    }
    return kept;
}

// "abcabcabcabc" and "aaaaaaaaaaaa" are as short as what they repeat.
bool repeats(std::string_view text) {
    for (std::size_t period = 1; period <= text.size() / 3; period++) {
        bool same = true;
        for (std::size_t i = period; i < text.size() && same; i++) {
            same = text[i] == text[i - period];
        }
        if (same) return true;
    }
    return false;
}

bool common(std::string_view password, std::string_view email) {
    const std::string plain = letters_and_digits(password);
    const std::size_t other = characters_in(password) - plain.size();
    const auto little_more_than = [&](std::string_view part) {
        return part.size() >= 5 && plain.find(part) != std::string::npos &&
               plain.size() - part.size() + other < own_characters_min;
    };
    const std::string name = letters_and_digits(email.substr(0, email.find('@')));
    return repeats(password) || little_more_than(name) ||
           std::any_of(common_parts.begin(), common_parts.end(), little_more_than);
}

}  // namespace

// One of the two places for hashing; waits until there is one.
class Passwords::Place {
public:
    explicit Place(Passwords& passwords) : passwords_(passwords) {
        std::unique_lock lock(passwords_.mutex_);
        passwords_.free_.wait(lock, [&] { return passwords_.under_way_ < under_way_max; });
        passwords_.under_way_++;
    }
    ~Place() {
        {
            const std::lock_guard lock(passwords_.mutex_);
            passwords_.under_way_--;
        }
        passwords_.free_.notify_one();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    Passwords& passwords_;
};

Passwords::Passwords(HashCost cost) : cost_(cost) {
    if (sodium_init() < 0) throw std::bad_alloc();
    std::array<char, 33> random{};
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    sodium_bin2hex(random.data(), random.size(), bytes.data(), bytes.size());
    nobodys_hash_ = hash(random.data());
}

std::string Passwords::hash(const std::string& password) {
    const Place place(*this);
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed = crypto_pwhash_str_alg(
        hash.data(),
        password.data(),
        password.size(),
        cost_.passes,
        cost_.memory_bytes,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (failed != 0) throw std::bad_alloc();
    return hash.data();
}

bool Passwords::matches(const std::string& password, const std::string& hash) {
    const Place place(*this);
    const std::string& against = hash.empty() ? nobodys_hash_ : hash;
    const bool same =
        crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

Outcome check_new_password(std::string_view password, std::string_view email) {
    const std::size_t characters = characters_in(password);
    const auto refuse = [](ProblemCode code, std::string limit) {
        return Problem{.code = code, .field = "password", .limit = std::move(limit)};
    };
    if (characters < characters_min) {
        return refuse(ProblemCode::password_must_have_12_characters, "12");
    }
    if (characters > characters_max) {
        return refuse(ProblemCode::password_must_have_12_characters, "256");
    }
    if (common(password, email)) return refuse(ProblemCode::password_must_not_be_common, {});
    return Done{};
}

}  // namespace entente::server
