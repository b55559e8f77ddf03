// What an e-mail would say to somebody who wants one now and then: what is late, what is due before
// the next, how much else there is.
//
// It sums up the list in the portal (notices.h): nothing is only in a mail. Nothing is sent here.
#pragma once

#include "core/domain/notices/notices.h"

namespace entente {

struct Digest {
    std::vector<Notice> late;  // Both in the order of the list.
    std::vector<Notice> due;   // Before the next one.
    std::size_t others = 0;    // Due later, or whenever.
};

// The first day of one after the last, which is long over for who had none; none for who wants
// none.
std::optional<Date> next_digest_on(const Person& person, Date last);

// None for who wants none or is disabled, and on a day on which nothing needs them. `records` is
// all of it, and `actor` the person as they may act now.
std::optional<Digest> digest_for(
    const Person& person,
    const Actor& actor,
    const RecordSource& records,
    const Program& program,
    Moment now
);

}  // namespace entente
