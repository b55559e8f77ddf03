// Passwords, kept only as Argon2id hashes of libsodium (46 MiB, one pass: OWASP's second choice).
//
// Verifying costs the same time whether or not there is such a person. At most two hashes are under
// way at once, so that sign-ins cannot take the server's memory.
#pragma once

#include "core/base/result.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

namespace entente::server {

struct HashCost {
    unsigned long long passes = 1;
    std::size_t memory_bytes = std::size_t{46} * 1024 * 1024;
};

class Passwords {
public:
    explicit Passwords(HashCost cost = {});

    std::string hash(const std::string& password);
    // An empty hash stands for a person that does not exist: false, after the same work.
    bool matches(const std::string& password, const std::string& hash);

private:
    class Place;

    HashCost cost_;
    std::string nobodys_hash_;
    std::mutex mutex_;
    std::condition_variable free_;
    int under_way_ = 0;
};

// password_must_have_12_characters (limit: 12, or 256 for a longer one),
// password_must_not_be_common.
Outcome check_new_password(std::string_view password, std::string_view email);

}  // namespace entente::server
