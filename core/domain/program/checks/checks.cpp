#include "core/domain/program/checks/checks.h"

namespace entente {

std::string at(std::string_view list, std::size_t index, std::string_view name) {
    return std::string(list) + "[" + std::to_string(index) + "]." + std::string(name);
}

Found range_problem(
    std::int64_t value, std::string_view field, std::int64_t least, std::int64_t most
) {
    if (value >= least && value <= most) return std::nullopt;
    return Problem{
        ProblemCode::value_must_be_in_range,
        std::string(field),
        std::to_string(least) + ".." + std::to_string(most)};
}

Found ranges_problem(std::span<const Range> ranges, std::string_view path) {
    for (const Range& range : ranges) {
        const std::string field = std::string(path) + std::string(range.field);
        if (auto found = range_problem(range.value, field, range.least, range.most)) return found;
    }
    return std::nullopt;
}

}  // namespace entente
