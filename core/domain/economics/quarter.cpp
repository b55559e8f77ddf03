#include "core/domain/economics/quarter.h"

namespace entente {

static constexpr int months_a_quarter = 3;
static constexpr int quarters_a_year = 4;

Quarter quarter_of(Date day) {
    const std::chrono::year_month_day parts{day};
    const auto month = static_cast<int>(static_cast<unsigned>(parts.month()));
    return {static_cast<int>(parts.year()), (month - 1) / months_a_quarter + 1};
}

Period days_of(Quarter quarter) {
    check(quarter.number >= 1 && quarter.number <= quarters_a_year);
    const auto month = static_cast<unsigned>((quarter.number - 1) * months_a_quarter + 1);
    const Date first{std::chrono::year{quarter.year} / std::chrono::month{month} / 1};
    return {first, months_after(first, months_a_quarter)};
}

Quarter quarter_before(Quarter quarter) {
    if (quarter.number > 1) return {quarter.year, quarter.number - 1};
    return {quarter.year - 1, quarters_a_year};
}

Period trailing_year(Date until) {
    constexpr int months_a_year = 12;
    return {months_after(until, -months_a_year), until};
}

std::string text_from_quarter(Quarter quarter) {
    const std::string day = text_from_date(days_of(quarter).from);
    return day.substr(0, day.find('-')) + "-Q" + std::to_string(quarter.number);
}

Result<Quarter> quarter_from_text(std::string_view text) {
    constexpr std::size_t length = 7;
    const bool shaped = text.size() == length && text.substr(4, 2) == "-Q" && text[6] >= '1' &&
                        text[6] <= '0' + quarters_a_year;
    if (!shaped) return ProblemCode::date_must_be_valid;
    TRY(const Date first, date_from_text(std::string(text.substr(0, 4)) + "-01-01"));
    const Quarter quarter{quarter_of(first).year, text[6] - '0'};
    // The one that ends with the last day there is has no day after it.
    if (!is_representable(days_of(quarter).until)) return ProblemCode::date_must_be_valid;
    return quarter;
}

}  // namespace entente
