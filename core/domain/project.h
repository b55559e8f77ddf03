// Who may see what: a record as one viewer may have it, with everything else taken out.
//
// The table of fields per record and audience is data (field_access in project.cpp); a field that
// is not in it is seen by nobody. Deny by default.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Whose eyes: it is part of a bucket's name, so that a change of role is another bucket.
enum class Audience : std::uint8_t { member, seller, admin, staff };
std::span<const std::string_view> names_of(Audience);

// Which of them somebody is follows from what they may do, never from a role's name.
Audience audience_of(const Actor& actor);

struct Viewer {
    Audience audience = Audience::member;
    PersonId person;    // Decides what is a member's own.
    PartnerId partner;  // Not given: staff.
};

// A scope seen through a projection: "partner:<id>@seller", "partner:<id>@member.<person>",
// "partner:<id>@staff", "program@partner", "program@staff", "person:<id>@own", "staff@staff".
struct Bucket {
    std::string scope;
    Viewer viewer;

    std::string name() const;
    friend bool operator==(const Bucket& a, const Bucket& b) { return a.name() == b.name(); }
};

// The buckets somebody holds, in ascending order of name. `all_partners` is what staff who may read
// every partner get on top of the assigned ones.
std::vector<Bucket> buckets_of(
    const Actor& actor, const Program& program, const std::vector<PartnerId>& all_partners
);

// Whether the viewer may have the record at all: project() without its cost.
bool is_visible(const Record& record, const Viewer& viewer);

// The record as the viewer may have it; none when they may not have it at all.
std::optional<Record> project(const Record& record, const Viewer& viewer);
// The same without a copy, for a record that nobody needs any more.
std::optional<Record> project(Record&& record, const Viewer& viewer);

}  // namespace entente
