// What somebody may do: their role, what their partner's certificates open on that day, and whether
// their partner still takes part.
#pragma once

#include "core/domain/decide.h"
#include "server-stub/store.h"

#include <map>
#include <mutex>

namespace entente {

// What of a partner decides on what its people may do.
struct PartnerStanding {
    Lifecycle lifecycle = Lifecycle::ended;
    Permissions opened;
};

// Reads the partner and its certificates: also what a job has just written.
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
    struct Known {
        Epoch epoch;
        std::int64_t partner_seq = 0;
        std::int64_t program_seq = 0;
        Date day{};
        PartnerStanding standing;

        bool as_of(const Known& other) const {
            return epoch == other.epoch && partner_seq == other.partner_seq &&
                   program_seq == other.program_seq && day == other.day;
        }
    };
    std::mutex mutex_;
    std::map<PartnerId, Known> known_;
};

}  // namespace entente
