// What somebody may do: their role, and what their partner's certificates open on that day.
#pragma once

#include "core/domain/decide.h"
#include "server-stub/store.h"

#include <map>
#include <mutex>

namespace entente {

// Reads the certificates: also those that a job has just written.
Actor actor_from(
    StoreReader& reader, PersonId id, const Person& person, const Program& program, Moment now
);

// The same for each request: the certificates are read again once anything of the partner or of
// the program has changed, or the day has.
class GrantCache {
public:
    Actor actor(
        StoreReader& reader, PersonId id, const Person& person, const Program& program, Moment now
    );

private:
    struct Benefits {
        Epoch epoch;
        std::int64_t partner_seq = 0;
        std::int64_t program_seq = 0;
        Date day{};
        Permissions opened;

        bool as_of(const Benefits& other) const {
            return epoch == other.epoch && partner_seq == other.partner_seq &&
                   program_seq == other.program_seq && day == other.day;
        }
    };
    std::mutex mutex_;
    std::map<PartnerId, Benefits> known_;
};

}  // namespace entente
