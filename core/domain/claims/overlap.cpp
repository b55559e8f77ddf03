#include "core/domain/overlap.h"

#include "core/base/text/folding.h"
#include "core/base/text/names.h"
#include "core/base/text/utf8.h"

#include <algorithm>

namespace entente {

// Digits and letters of a tax or DUNS number in upper case: people group them as they like, and say
// of some what they are.
static std::string plain_number(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') plain += c;
        if (c >= 'A' && c <= 'Z') plain += c;
        if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
    }
    constexpr std::string_view duns = "DUNS";
    if (plain.starts_with(duns)) plain.erase(0, duns.size());
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
    if (!name.empty()) keys.push_back("name:" + customer.country + ":" + name);
    return keys;
}

bool is_name_key(std::string_view key) {
    return key.starts_with(name_prefix) && key.size() > name_begin;
}

static std::string_view take_word(std::string_view& name) {
    const std::size_t end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    return word;
}

static std::string_view end_of(std::string_view text, std::size_t letters) {
    const std::size_t all = length_of(text);
    return all <= letters ? text : text.substr(shortened(text, all - letters).size());
}

// How its words end: the first and the last of these in the alphabet, so that the order of the
// words and how they begin do not count.
static std::string endings_of(std::string_view name) {
    std::string_view first = end_of(take_word(name), 3);
    std::string_view last = first;
    while (!name.empty()) {
        const std::string_view ending = end_of(take_word(name), 3);
        first = std::min(first, ending);
        last = std::max(last, ending);
    }
    return std::string(first).append(" ").append(last);
}

std::vector<std::string> lookup_keys(std::string_view key) {
    if (!is_name_key(key)) return {std::string("match:").append(key)};
    const std::string_view country =
        key.substr(name_prefix.size(), name_begin - name_prefix.size());
    const std::string_view name = key.substr(name_begin);
    std::vector<std::string> keys;
    keys.reserve(3);
    const auto add = [&keys, country](std::string_view part, std::string_view text) {
        keys.push_back(std::string("match:").append(part).append(country).append(text));
    };
    // One slip of a letter, or words in another order, leaves nearly always one of these as it was;
    // each is so long that few share it who have nothing else in common.
    add(name_prefix, shortened(name, 3));
    add("ends:", endings_of(name));
    // A short first word is all of a beginning and of an ending.
    constexpr std::size_t short_max = 5;
    std::string_view rest = name;
    const std::string_view first = take_word(rest);
    if (length_of(first) > short_max) return keys;
    if (!rest.empty()) {
        add("rest:", shortened(rest, 8));
    } else {
        add("short:", std::string(shortened(first, 1)).append(end_of(first, 1)));
    }
    return keys;
}

bool is_certain_key(std::string_view key) {
    return key.starts_with("tax:") || key.starts_with("domain:");
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

SameCustomer overlap_of(const Deal& left, const Deal& right, const PublicSuffixes& suffixes) {
    if (!is_live(left) || !is_live(right) || !share_one(left.products, right.products)) {
        return SameCustomer::no;
    }
    const SameCustomer same = same_customer(left.customer, right.customer, suffixes);
    // In another country it is another territory, and perhaps another subsidiary: a person's call.
    const bool one_territory = left.customer.country == right.customer.country;
    if (same == SameCustomer::certain) return one_territory ? same : SameCustomer::possible;
    if (same == SameCustomer::possible) return same;
    const bool same_contact =
        !left.contact.email.empty() && folded(left.contact.email) == folded(right.contact.email);
    return same_contact ? SameCustomer::possible : SameCustomer::no;
}

bool certainly_overlap(const Claimed& left, const Claimed& right) {
    if (*left.country != *right.country || !share_a_product(left, right)) return false;
    return std::any_of(left.keys->begin(), left.keys->end(), [&right](const std::string& key) {
        return is_certain_key(key) &&
               std::find(right.keys->begin(), right.keys->end(), key) != right.keys->end();
    });
}

bool overlaps(const Deal& left, const Deal& right, const PublicSuffixes& suffixes) {
    return overlap_of(left, right, suffixes) == SameCustomer::certain;
}

}  // namespace entente
