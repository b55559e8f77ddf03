// Who is signed in, as GET /api/v1/session says it: what a device must know to begin.
//
// In a preview everything but `looking` is the person looked through. Written by the server and
// read by the portal with the same description.
#pragma once

#include "core/domain/project.h"

#include <string>
#include <vector>

namespace entente {

struct Who {
    PersonId person;
    std::string name;
    std::string role;
    PartnerId partner;  // Not given: staff.
    std::string partner_name;
    Audience audience = Audience::member;
    std::vector<Permission> permissions;
    std::vector<PartnerId> assigned_partners;
    Moment expires_at;
    bool preview = false;
    PersonId looking;  // Who really looks, in a preview.
    Moment preview_until;

    void describe(FieldVisitor& v) {
        field(v, "person", person);
        field(v, "name", name);
        field(v, "role", role);
        field(v, "partner", partner);
        field(v, "partner_name", partner_name);
        field(v, "audience", audience);
        field(v, "permissions", permissions);
        field(v, "assigned_partners", assigned_partners);
        field(v, "expires_at", expires_at);
        field(v, "preview", preview);
        field(v, "looking", looking);
        field(v, "preview_until", preview_until);
    }

    Actor actor() const {
        Actor actor{
            .person = person,
            .name = name,
            .partner = partner,
            .permissions = {},
            .assigned_partners = assigned_partners,
            .system = false};
        for (const Permission permission : permissions) actor.permissions.grant(permission);
        return actor;
    }
};

}  // namespace entente
