// A small partner program with its people, for tests of sync: two partners that can collide, a
// reviewer, an administrator, and forms that the rules accept.
#pragma once

#include "core/domain/decide.h"

#include <memory>

namespace entente::support {

// The real rules of assets/program.json without the long texts of its courses and plan.
std::shared_ptr<const Program> small_program();

inline constexpr Moment first_moment{1'793'620'800'000};  // 2026-11-02 12:00 UTC.

inline IdBytes id_number(std::uint8_t number) {
    IdBytes id{};
    id[0] = 0xE0;
    id[15] = number;
    return id;
}

struct Cast {
    PartnerId slalom{id_number(1)};
    PartnerId avanade{id_number(2)};
    PersonId seller{id_number(11)};   // Of Slalom.
    PersonId member{id_number(12)};   // Of Slalom.
    PersonId rival{id_number(13)};    // A seller of Avanade.
    PersonId manager{id_number(21)};  // Channel manager of both.
    PersonId administrator{id_number(22)};
};

// The program, the partners with their agreements, and everybody above.
std::vector<Record> cast_records(const Program& program);

// A form that can be submitted; `customer` 0, 1, 2... are different companies.
DealForm form_for(int customer, std::int64_t amount_minor, std::string notes);

}  // namespace entente::support
