// A deal in words: how its review, its protection and its money stand, and what it asks of
// somebody.
//
// Reads records and says what they say. Whether an act is allowed is for decide() to say.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"
#include "core/domain/quote.h"

namespace entente {

// Drafts too, until the deal is won, lost, closed otherwise or no longer protected.
bool in_pipeline(const Deal& deal);

// Milliseconds of protection that are left; none where nothing is protected.
std::optional<std::int64_t> protection_left_ms(const Deal& deal, Moment now);

// Protection that ends within the program's longest reminder.
bool ends_soon(const PageSource& source, const Deal& deal);

// What a deal asks of its partner now. none: nothing.
enum class DealAsks : std::uint8_t { none, attention, answer, protection_ends };
DealAsks asks_of(const PageSource& source, const Record& record);
// What the deal itself asks for, whatever became of what was done to it on this device.
DealAsks asks_of(const PageSource& source, const Deal& deal);

Mark review_mark(const PageSource& source, const Deal& deal);
// "On this device", "Waiting to send", "Sent", "Synced", "Needs attention".
Mark saved_mark(const PageSource& source, const RecordKey& key);

// "61 days" with a bar, "decision due in 9 h", "clock paused", "under decision", "—".
struct ProtectionWords {
    std::string text;
    Tone tone = Tone::neutral;
    std::int32_t left_permille = -1;  // Of the whole term; below 0: no bar.
};
ProtectionWords protection_words(const PageSource& source, const Deal& deal);

// "decision due in 9 h", "decision overdue by 2 h", "clock paused"; empty where no clock stands.
Mark clock_mark(const PageSource& source, const Deal& deal);
// The same where all waits for a decision: "due in 9 h", "overdue by 2 h".
Mark queue_clock_mark(const PageSource& source, const Deal& deal);

// The deal's value in its own currency; zero without a currency where it has no lines yet.
Money value_or_none(const Deal& deal);

// What the partner earns on a deal by the agreement it is under.
std::optional<Quote> quote_of(const PageSource& source, const Deal& deal);
struct DealMargin {
    bool known = false;
    Money low;
    Money high;
    std::optional<Money> agreed;
};
DealMargin margin_of(const PageSource& source, const Deal& deal);
std::string margin_text(const PageSource& source, const DealMargin& margin);

// Lines of the deal's history, newest first.
std::vector<TimelineLine> timeline_of(const PageSource& source, DealId id);

// "northgaterail.com · US".
std::string customer_line(const Customer& customer);
std::string products_line(const PageSource& source, const std::vector<std::string>& products);

// Name of the person, or "the program" where the person is not among the records held.
std::string person_name(const PageSource& source, PersonId id);

}  // namespace entente
