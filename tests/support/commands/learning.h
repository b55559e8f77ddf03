// Projects as somebody hands them in, for tests of what they learn.
#pragma once

#include "tests/support/program_world.h"

namespace entente::test {

inline ProjectId project_named(std::string_view name) {
    return {derived_id({}, name, 0)};
}

inline HandInProject project(std::string_view name, std::string_view level) {
    HandInProject command;
    command.project = project_named(name);
    command.level = std::string(level);
    command.title = "Invoice differences at Northgate";
    command.customer = "Northgate Rail";
    command.summary = "One kind of work, from its beginning to its end.";
    command.links = {"https://example.com/configuration"};
    return command;
}

inline const Enrollment& enrolled(
    const ProgramWorld& world, const Actor& actor, std::string_view level
) {
    return world.body<Enrollment>(Kind::enrollment, enrollment_id(actor.person, level));
}

}  // namespace entente::test
