// A small program's worth of records for measurement: partners with deals, certificates and the
// rest, each added in one line.
#pragma once

#include "core/domain/measurement/stored_facts.h"

namespace entente::test {

inline Money in_dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

class MeasuredWorld {
public:
    explicit MeasuredWorld(Date today);

    // An active partner of tier 2 at home in the United States; changed by `change`.
    PartnerId partner(const std::string& name, void (*change)(Partner&) = nullptr);
    void onboarded(PartnerId partner, Date agreement_on, Date active_on);
    void won(PartnerId partner, std::int64_t dollars, Date on, DealSource source = DealSource::own);
    void approved(PartnerId partner, std::int64_t dollars, Date on, Date expected_close);
    void certificate(PartnerId partner, const char* person, const char* level, Date awarded_on);
    void lessons(PartnerId partner, std::int32_t done, std::int32_t total);
    void answer(PartnerId partner, Date on, std::int32_t score);
    void ticket(PartnerId partner, Date resolved_on, std::int64_t hours_hundredths);
    // Somebody of the partner writes in a ticket.
    void busy(PartnerId partner, Date on);
    void marketing(PartnerId partner, Date on, std::string_view act);
    void figure(const char* key, Period days, std::int64_t dollars, const char* partner = "");
    // A record of its own, in the order in which they are put.
    IdBytes put(RecordBody body, Moment created_at = {});

    const Facts& facts() { return stored.facts(); }

    StoredFacts stored;
    Deal deal;  // What won() and approved() begin from.

private:
    std::uint32_t count_ = 0;
};

}  // namespace entente::test
