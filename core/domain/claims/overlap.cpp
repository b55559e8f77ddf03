#include "core/domain/overlap.h"

#include "core/base/bytes.h"
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

static constexpr std::string_view name_prefix = "name:";

// A country has two letters; what follows its colon is the name.
static constexpr std::size_t name_begin = name_prefix.size() + 3;

bool is_name_key(std::string_view key) {
    return key.starts_with(name_prefix) && key.size() > name_begin;
}

using Words = std::vector<std::string_view>;

static Words words_of(std::string_view name) {
    Words words;
    while (true) {
        const std::size_t end = std::min(name.find(' '), name.size());
        words.push_back(name.substr(0, end));
        if (end == name.size()) return words;
        name.remove_prefix(end + 1);
    }
}

static std::string_view end_of(std::string_view text, std::size_t letters) {
    const std::size_t all = length_of(text);
    return all <= letters ? text : text.substr(shortened(text, all - letters).size());
}

// How its words end: the first and the last of these in the alphabet, so that the order of the
// words and how they begin do not count.
static std::string endings_of(Words words) {
    for (std::string_view& word : words) word = end_of(word, 3);
    const auto [first, last] = std::minmax_element(words.begin(), words.end());
    return std::string(*first).append(" ").append(*last);
}

std::vector<std::string> lookup_keys(std::string_view key) {
    if (!is_name_key(key)) return {std::string("match:").append(key)};
    const std::string_view country =
        key.substr(name_prefix.size(), name_begin - name_prefix.size());
    const std::string_view name = key.substr(name_begin);
    std::vector<std::string> keys;
    const auto add = [&keys, country](std::string_view part, std::string_view text) {
        keys.push_back(std::string("match:").append(part).append(country).append(text));
    };
    // One slip of a letter, or words in another order, leaves nearly always one of these as it was;
    // each is so long that few share it who have nothing else in common.
    add(name_prefix, shortened(name, 3));
    const Words words = words_of(name);
    add("ends:", endings_of(words));
    // A short first word is all of a beginning and of an ending.
    constexpr std::size_t short_max = 5;
    const std::string_view first = words.front();
    if (length_of(first) > short_max) return keys;
    if (words.size() > 1) {
        add("rest:", shortened(name.substr(first.size() + 1), 8));
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

using Keys = std::vector<std::string>;

static bool share_one(const Keys& left, const Keys& right) {
    return std::any_of(left.begin(), left.end(), [&right](const std::string& key) {
        return std::find(right.begin(), right.end(), key) != right.end();
    });
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

// Whether names share too few letters to be alike in any order: Jaro-Winkler is at most
// J + 0.4 (1 - J), and Jaro's J at most (c/l + c/r + 1) / 3, so that 0.90 needs c/l + c/r >= 1.5.
// Most of those who begin alike are told apart here, long before their letters are compared.
static bool share_too_few_letters(std::string_view left, std::string_view right) {
    std::array<std::int16_t, 128> letters{};
    for (const std::uint8_t letter : bytes_from_text(left)) {
        if (letter >= letters.size()) return false;
        letters[letter]++;
    }
    std::size_t common = 0;
    for (const std::uint8_t letter : bytes_from_text(right)) {
        if (letter >= letters.size()) return false;
        if (letters[letter]-- > 0) common++;
    }
    return 2 * common * (left.size() + right.size()) < 3 * left.size() * right.size();
}

static bool names_are_alike(std::string_view left, std::string_view right) {
    if (left.substr(0, name_begin) != right.substr(0, name_begin)) return false;
    left.remove_prefix(name_begin);
    right.remove_prefix(name_begin);
    return !share_too_few_letters(left, right) && likeness(left, right) >= names_alike;
}

bool share_a_product(const Claimed& left, const Claimed& right) {
    return share_one(*left.products, *right.products);
}

SameCustomer overlap_of_claims(const Claimed& left, const Claimed& right) {
    if (!share_a_product(left, right)) return SameCustomer::no;
    SameCustomer same = SameCustomer::no;
    for (const std::string& key : *left.keys) {
        const bool name = is_name_key(key);
        for (const std::string& other : *right.keys) {
            if (key == other) {
                // In another country it is another territory, and perhaps another subsidiary: a
                // person's call.
                if (is_certain_key(key) && *left.country == *right.country) {
                    return SameCustomer::certain;
                }
                same = SameCustomer::possible;
            } else if (name && same == SameCustomer::no && is_name_key(other)) {
                if (names_are_alike(key, other)) same = SameCustomer::possible;
            }
        }
    }
    return same;
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
