#include "core/base/problem.h"

#include <iterator>

namespace entente {

static constexpr std::string_view problem_names[] = {
#define ENTENTE_PROBLEM(name) #name,
#include "core/base/problem_list.h"
#undef ENTENTE_PROBLEM
};

std::string_view name_of(ProblemCode code) {
    const auto index = static_cast<std::size_t>(code);
    return index < std::size(problem_names) ? problem_names[index] : std::string_view{};
}

std::optional<ProblemCode> problem_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(problem_names); i++) {
        if (problem_names[i] == name) return static_cast<ProblemCode>(i);
    }
    return std::nullopt;
}

}  // namespace entente
