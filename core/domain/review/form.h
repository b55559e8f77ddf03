// The registration form beside problems_of(): its sizes, its fields, its way into a deal.
#pragma once

#include "core/domain/decide.h"

namespace entente {

inline constexpr std::int32_t line_term_months_max = 240;

// text_must_be_short_enough and list_must_be_short_enough; the only problem of a draft.
std::optional<Problem> size_problem(const DealForm& form);

// How many products a form may name.
inline constexpr std::size_t products_max = 20;

// The first problem of a customer that the vendor pursues: a form's, but for a domain where there
// is a number.
std::optional<Problem> pursued_customer_problem(const Customer& customer, const Context& context);

// The top-level names of DealForm, in its order: what a question can name.
std::span<const std::string_view> form_fields();

// Those whose values differ.
std::vector<std::string_view> changed_fields(const DealForm& before, const DealForm& after);

void put_form(Deal& deal, const DealForm& form);

}  // namespace entente
