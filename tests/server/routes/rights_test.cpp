// A right that decides nothing is a promise to whoever gives or withholds it: each is asked for by
// a command, a route, the view of somebody, or granted by a certificate for others to ask for.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/program/seed.h"
#include "core/domain/view/reach.h"
#include "server-stub/routes/route.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

using namespace entente;
using namespace entente::server;

namespace {

Program shipped() {
    std::ifstream file(ENTENTE_SOURCE_DIR "/assets/program.json", std::ios::binary);
    auto loaded = load_program(std::string{std::istreambuf_iterator<char>(file), {}});
    REQUIRE(loaded.ok());
    return std::move(loaded.value().program);
}

bool of_a_command(Permission right) {
    for (const CommandArea area : command_areas()) {
        for (const CommandRule* rule : area()) {
            for (const Right& asked : rule->rights) {
                if (asked.permission == right) return true;
            }
        }
    }
    return false;
}

bool of_a_route(Permission right) {
    Permissions alone;
    alone.grant(right);
    const auto routes = all_routes();
    return std::any_of(routes.begin(), routes.end(), [&alone](const Route& route) {
        return !route.needed.any_permission() && route.needed.held_by(alone);
    });
}

// Somebody at a partner sees otherwise with it, beside what a seller has, than without it.
bool of_a_view(Permission right) {
    Actor with;
    with.person = {IdBytes{1}};
    with.partner = {IdBytes{2}};
    Actor without = with;
    for (std::size_t i = 0; i < names_of(Permission{}).size(); i++) {
        const auto held = static_cast<Permission>(i);
        const std::span<const Permission> sellers = rights_of_a_seller();
        const bool sells = std::find(sellers.begin(), sellers.end(), held) != sellers.end();
        if (!sells && held != Permission::enter_portal && held != right) continue;
        with.permissions.grant(held);
        if (held != right) without.permissions.grant(held);
    }
    return audience_of(with) != audience_of(without);
}

// Somebody of the staff works with more partners.
bool of_reach(Permission right) {
    const PartnerId assigned{IdBytes{2}};
    const PartnerId other{IdBytes{3}};
    Actor with;
    with.person = {IdBytes{1}};
    with.assigned_partners = {assigned};
    const Actor without = with;
    with.permissions.grant(right);
    return works_with(with, assigned) != works_with(without, assigned) ||
           works_with(with, other) != works_with(without, other);
}

// Asked by an act itself, where only some of its cases need it: the second of two approvals and the
// taking over of a late case (review_test.cpp), an extension after the first (protection_test.cpp).
bool of_an_act(Permission right) {
    return right == Permission::approve_second || right == Permission::extend_again;
}

bool of_a_certificate(Permission right, const Program& program) {
    return std::any_of(program.levels.begin(), program.levels.end(), [right](const Level& level) {
        return std::find(level.grants.begin(), level.grants.end(), right) != level.grants.end();
    });
}

}  // namespace

TEST_CASE("rights: each decides something") {
    const Program program = shipped();
    for (std::size_t i = 0; i < names_of(Permission{}).size(); i++) {
        const auto right = static_cast<Permission>(i);
        CAPTURE(name_of(right));
        const bool decides = of_a_command(right) || of_a_route(right) || of_a_view(right) ||
                             of_reach(right) || of_an_act(right) ||
                             of_a_certificate(right, program);
        CHECK(decides);
    }
}

TEST_CASE("rights: each is given by some role or certificate of the shipped program") {
    const Program program = shipped();
    for (std::size_t i = 0; i < names_of(Permission{}).size(); i++) {
        const auto right = static_cast<Permission>(i);
        CAPTURE(name_of(right));
        const bool given =
            of_a_certificate(right, program) ||
            std::any_of(program.roles.begin(), program.roles.end(), [right](const Role& role) {
                const auto& held = role.permissions;
                return std::find(held.begin(), held.end(), right) != held.end();
            });
        CHECK(given);
    }
}
