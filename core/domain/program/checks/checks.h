// What the checks of a program's data share: paths in it, ranges, lists of keys.
//
// A check gives the first thing that is wrong, or nothing. Every range has an upper bound: a number
// of days that no calendar holds would fail where it is used, months later.
#pragma once

#include "core/domain/program.h"

namespace entente {

using Found = std::optional<Problem>;

inline constexpr std::int64_t days_max = 3'650;
inline constexpr std::int64_t years_max = 10;
inline constexpr std::int64_t months_max = 120;
inline constexpr std::int64_t hours_max = 24 * days_max;
inline constexpr std::int64_t count_max = 1'000'000;

// "list[2].name"
std::string at(std::string_view list, std::size_t index, std::string_view name);

// value_must_be_in_range with what is allowed: "1..3650".
Found range_problem(
    std::int64_t value, std::string_view field, std::int64_t least, std::int64_t most
);

// A number of the program and what is allowed.
struct Range {
    std::string_view field;
    std::int64_t value = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
};
Found ranges_problem(std::span<const Range> ranges, std::string_view path = {});

// field_must_be_given and name_must_be_unique, for the entry's key.
template <typename Entry>
Found keys_problem(const std::vector<Entry>& entries, std::string_view list) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        if (entries[i].key.empty()) {
            return Problem{ProblemCode::field_must_be_given, at(list, i, "key"), {}};
        }
        if (entry_with_key(entries, entries[i].key) != &entries[i]) {
            return Problem{ProblemCode::name_must_be_unique, at(list, i, "key"), entries[i].key};
        }
    }
    return std::nullopt;
}

// A closed list: a key that no rule knows is refused, and one that is missing.
template <typename Entry>
Found closed_keys_problem(
    const std::vector<Entry>& entries, std::string_view list, std::span<const std::string_view> keys
) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        bool known = false;
        for (const std::string_view key : keys) known = known || key == entries[i].key;
        if (known) continue;
        return Problem{ProblemCode::reference_must_exist, at(list, i, "key"), entries[i].key};
    }
    for (const std::string_view key : keys) {
        if (entry_with_key(entries, key) != nullptr) continue;
        return Problem{ProblemCode::field_must_be_given, std::string(list), std::string(key)};
    }
    return std::nullopt;
}

// Who may do what: roles, what levels grant, and what is left without them.
Found rights_problem(const Program& program);

}  // namespace entente
