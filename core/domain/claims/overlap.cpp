#include "core/domain/overlap.h"

#include "core/base/text/names.h"
#include "core/base/text/utf8.h"

#include <algorithm>

namespace entente {

// How much of a name two customers must share before their names are compared at all. Jaro-Winkler
// forgives a different beginning only rarely at 0.90, so a short block misses next to nothing.
static constexpr std::size_t block_length = 3;

// Digits and letters of a tax or DUNS number in upper case: people group them as they like.
static std::string plain_number(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') plain += c;
        if (c >= 'A' && c <= 'Z') plain += c;
        if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
    }
    return plain;
}

// The registrable domain that says who the customer is, or nothing.
static std::string telling_domain(const std::string& typed, const PublicSuffixes& suffixes) {
    if (typed.empty()) return {};
    const Result<std::string> domain = suffixes.registrable_domain(typed);
    // What is no domain identifies nobody; the form has already told the person so.
    if (!domain.ok() || is_free_mail(domain.value())) return {};
    return domain.value();
}

std::vector<std::string> match_keys(const Customer& customer, const PublicSuffixes& suffixes) {
    std::vector<std::string> keys;
    const std::string tax = plain_number(customer.tax_id);
    if (!tax.empty()) keys.push_back("tax:" + tax);
    const std::string domain = telling_domain(customer.domain, suffixes);
    if (!domain.empty()) keys.push_back("domain:" + domain);
    const std::string name = comparable_name(customer.legal_name);
    if (!name.empty()) {
        keys.push_back(
            "name:" + customer.country + ":" + std::string(shortened(name, block_length))
        );
    }
    return keys;
}

SameCustomer same_customer(
    const Customer& left, const Customer& right, const PublicSuffixes& suffixes
) {
    const std::string tax = plain_number(left.tax_id);
    if (!tax.empty() && tax == plain_number(right.tax_id)) return SameCustomer::certain;
    const std::string domain = telling_domain(left.domain, suffixes);
    if (!domain.empty() && domain == telling_domain(right.domain, suffixes)) {
        return SameCustomer::certain;
    }
    if (left.country != right.country) return SameCustomer::no;
    const std::string left_name = comparable_name(left.legal_name);
    const std::string right_name = comparable_name(right.legal_name);
    if (left_name.empty() || right_name.empty()) return SameCustomer::no;
    return likeness(left_name, right_name) >= names_alike ? SameCustomer::possible
                                                          : SameCustomer::no;
}

static bool products_intersect(const Deal& left, const Deal& right) {
    return std::any_of(left.products.begin(), left.products.end(), [&](const std::string& product) {
        return std::find(right.products.begin(), right.products.end(), product) !=
               right.products.end();
    });
}

SameCustomer overlap_of(const Deal& left, const Deal& right, const PublicSuffixes& suffixes) {
    if (!is_live(left) || !is_live(right) || !products_intersect(left, right)) {
        return SameCustomer::no;
    }
    const SameCustomer same = same_customer(left.customer, right.customer, suffixes);
    // In another country it is another territory, and perhaps another subsidiary: a person's call.
    const bool one_territory = left.customer.country == right.customer.country;
    if (same == SameCustomer::certain) return one_territory ? same : SameCustomer::possible;
    if (same == SameCustomer::possible) return same;
    const bool same_contact =
        !left.contact.email.empty() && left.contact.email == right.contact.email;
    return same_contact ? SameCustomer::possible : SameCustomer::no;
}

bool overlaps(const Deal& left, const Deal& right, const PublicSuffixes& suffixes) {
    return overlap_of(left, right, suffixes) == SameCustomer::certain;
}

}  // namespace entente
