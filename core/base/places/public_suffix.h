// Which part of a host name somebody registered: "shop.example.co.uk" is "example.co.uk".
//
// Two customers with equal registrable domains are the same, so the list behind this is data: the
// browser fetches it in the background, the server and the tests have it from the start.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

class PublicSuffixes {
public:
    // Without the list. Then only what is certain without it joins two names: below a country's
    // domain, a generic second label (com, co, ac, gov...) counts as part of the suffix.
    PublicSuffixes() = default;

    // The list as cmake/generate_public_suffixes.py writes it. bytes_must_parse for anything else.
    static Result<PublicSuffixes> from_bytes(ByteView bytes);

    bool loaded() const { return !lines_.empty(); }

    // The registrable domain of a host, web address or e-mail address as a person types it: lower
    // case, Punycode. domain_must_be_registrable for addresses of machines, names without a dot,
    // and public suffixes themselves.
    Result<std::string> registrable_domain(std::string_view typed) const;

    // The longest public suffix of a host in lower case and Punycode ("co.uk").
    std::string_view suffix_of(std::string_view host) const;

private:
    bool has(std::string_view mark, std::string_view name) const;
    std::string_view line(std::size_t index) const;

    std::string text_;
    std::vector<std::uint32_t> lines_;  // Where each rule begins; rules are in byte order.
};

// The host in what a person typed, in lower case and Punycode; domain_must_be_registrable when that
// is no name of a host.
Result<std::string> host_from_text(std::string_view typed);

// Whether mail at that registrable domain says nothing about whom somebody works for.
bool is_free_mail(std::string_view registrable_domain);

}  // namespace entente
