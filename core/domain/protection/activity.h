// What a partner does for a deal, and what follows from doing nothing: the protection lapses.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// The partner did something for the deal.
void touch(Deal& deal, Moment now);

// What the partner shows, with who shows it and when. A stage that was moved has the day of the
// move. value_must_be_one_of_the_choices, date_must_not_be_in_the_future, reason_must_be_given.
Result<Evidence> evidence_shown(Evidence shown, const Deal& deal, const Context& context);

// How much evidence is kept beside the history, which has all of it.
inline constexpr std::size_t evidence_max = 50;

// The last day before an inactive partner is warned, and before the protection of one that was
// warned lapses.
Date active_until(const Deal& deal, const ReviewRules& rules);

// The last day of the protection as things stand: its end, or the end of an inactive partner's.
Date protection_ends_on(const Deal& deal, const ReviewRules& rules);

// How many days before the end the next reminder is; 0: none is left.
std::int32_t next_reminder_days(const Deal& deal, const ReviewRules& rules);

// What falls due for a deal: deal_dues.cpp, and for a device device_dues.cpp.
void dues_of_deal(const Record& record, const Program& program, std::vector<Due>& dues);

}  // namespace entente
