// Who may see what: a record as one viewer may have it, with everything else taken out.
//
// The table of fields per record and audience is data (`fields` of each KindRule); a field that is
// not in it is seen by nobody. Deny by default.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/view/audience.h"

namespace entente {

// Which audience somebody is follows from what they may do, never from a role's name.
Audience audience_of(const Actor& actor);

// What the column of sellers shows, as rights: who lacks one of them sees what is their own. A role
// of a sound program has all of them or none.
std::span<const Permission> rights_of_a_seller();

// A scope seen through a projection: "partner:<id>@seller", "partner:<id>@member.<person>",
// "partner:<id>@keeper.<person>", "partner:<id>@staff", "program@partner", "program@staff",
// "person:<id>@own", "staff@staff".
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

bool may_see_field(Kind kind, std::string_view field, Audience audience);

// Whether the viewer may have the record at all: project() without its cost.
bool is_visible(const Record& record, const Viewer& viewer);

// The record as the viewer may have it; none when they may not have it at all.
std::optional<Record> project(const Record& record, const Viewer& viewer);
// The same without a copy, for a record that nobody needs any more.
std::optional<Record> project(Record&& record, const Viewer& viewer);

}  // namespace entente
