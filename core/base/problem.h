// Every way in which Entente can refuse, named as the sentence that was not true.
//
// The names live in problem_list.h, in the order in which a rule checks and a person should hear
// them. A name is also the key of its text in every language, so renaming one changes them all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

enum class ProblemCode : std::uint16_t {
#define ENTENTE_PROBLEM(name) name,
#include "core/base/problem_list.h"
#undef ENTENTE_PROBLEM
};

// What was refused: which sentence was not true, for which field, and what the limit was.
// `field` is the path of a field ("customer.domain", "tiers[2].cap"), empty when it is the whole.
// `limit` is ready for a message ("18", "2026-05-23", "50"), empty when there is none.
struct Problem {
    ProblemCode code{};
    std::string field;
    std::string limit;

    friend bool operator==(const Problem&, const Problem&) = default;
};

// The name of the sentence: the key of its text, and the `code` of a problem on the wire.
std::string_view name_of(ProblemCode code);

// Which problem has that name; none when no problem has.
std::optional<ProblemCode> problem_named(std::string_view name);

}  // namespace entente
