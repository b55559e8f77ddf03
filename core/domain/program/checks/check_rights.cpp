// Whether a program's rights can be what the rules rely on: each side has its own, nobody is given
// what certificates open, and what must be open to somebody is.
#include "core/domain/program/checks/checks.h"
#include "core/domain/project.h"

#include <algorithm>

namespace entente {

static bool holds(const std::vector<Permission>& rights, Permission right) {
    return std::find(rights.begin(), rights.end(), right) != rights.end();
}

static Found wrong_right(std::string field, Permission right) {
    return Problem{
        ProblemCode::value_must_be_one_of_the_choices,
        std::move(field),
        std::string(name_of(right))};
}

static Found missing_right(std::string field, Permission right) {
    return Problem{ProblemCode::field_must_be_given, std::move(field), std::string(name_of(right))};
}

// A partner's role has rights of partners, and those that its device shows together all together:
// there is one view of sellers, not one for each mixture (audience_of).
static Found partner_role_problem(const Role& role, const std::string& field) {
    for (const Permission right : role.permissions) {
        if (rights_group(right) != RightsGroup::partner) return wrong_right(field, right);
    }
    const std::span<const Permission> shown = rights_of_a_seller();
    const bool administers = holds(role.permissions, Permission::edit_people) ||
                             holds(role.permissions, Permission::edit_partner);
    const bool sells =
        administers || std::any_of(shown.begin(), shown.end(), [&role](Permission right) {
            return holds(role.permissions, right);
        });
    for (const Permission right : shown) {
        if (sells && !holds(role.permissions, right)) return missing_right(field, right);
    }
    return std::nullopt;
}

static Found roles_problem(const Program& program) {
    for (std::size_t i = 0; i < program.roles.size(); i++) {
        const Role& role = program.roles[i];
        const std::string field = at("roles", i, "permissions");
        if (!role.staff) {
            if (auto found = partner_role_problem(role, field)) return found;
            continue;
        }
        for (const Permission right : role.permissions) {
            if (rights_group(right) == RightsGroup::certificates) return wrong_right(field, right);
        }
    }
    return std::nullopt;
}

static bool is_granted(const Program& program, Permission right) {
    return std::any_of(program.levels.begin(), program.levels.end(), [right](const Level& level) {
        return holds(level.grants, right);
    });
}

// Without a level that opens the portal no partner ever enters it; without courses that are open
// before, none reaches the level.
static Found grants_problem(const Program& program) {
    for (std::size_t i = 0; i < program.levels.size(); i++) {
        for (const Permission right : program.levels[i].grants) {
            if (rights_group(right) == RightsGroup::certificates) continue;
            return wrong_right(at("levels", i, "grants"), right);
        }
    }
    if (!is_granted(program, Permission::enter_portal)) {
        return missing_right("levels", Permission::enter_portal);
    }
    const std::vector<Permission>& before = program.service.before_portal;
    for (const Permission right : before) {
        if (rights_group(right) == RightsGroup::partner) continue;
        return wrong_right("service.before_portal", right);
    }
    if (!holds(before, Permission::take_courses)) {
        return missing_right("service.before_portal", Permission::take_courses);
    }
    return std::nullopt;
}

Found rights_problem(const Program& program) {
    if (auto found = roles_problem(program)) return found;
    if (auto found = grants_problem(program)) return found;
    const std::vector<TicketTopic>& topics = program.service.ticket_topics;
    for (std::size_t i = 0; i < topics.size(); i++) {
        if (!topics[i].needs || is_granted(program, *topics[i].needs)) continue;
        return Problem{
            ProblemCode::reference_must_exist,
            at("service.ticket_topics", i, "needs"),
            std::string(name_of(*topics[i].needs))};
    }
    return std::nullopt;
}

}  // namespace entente
