#include "core/domain/notices/digest.h"

namespace entente {

static bool wants_one(const Person& person) {
    return person.digest_days > 0 && !person.disabled;
}

std::optional<Date> next_digest_on(const Person& person, Date last) {
    if (!wants_one(person)) return std::nullopt;
    return last + Days{person.digest_days};
}

std::optional<Digest> digest_for(
    const Person& person,
    const Actor& actor,
    const RecordSource& records,
    const Program& program,
    Moment now
) {
    if (!wants_one(person)) return std::nullopt;
    const Moment next = now + person.digest_days * ms_per_day;
    Digest digest;
    for (Notice& notice : notices_for(actor, records, program, now)) {
        if (is_overdue(notice, now)) {
            digest.late.push_back(std::move(notice));
        } else if (notice.due_at.given() && notice.due_at <= next) {
            digest.due.push_back(std::move(notice));
        } else {
            digest.others++;
        }
    }
    const bool says_something = !digest.late.empty() || !digest.due.empty() || digest.others > 0;
    if (!says_something) return std::nullopt;
    return digest;
}

}  // namespace entente
