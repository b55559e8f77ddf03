// What the program carries with it, so that one file is enough to start.
#pragma once

#include "core/domain/enablement/university.h"

#include <string_view>

namespace entente::server {

// assets/program.json as it was when this was built.
std::string_view embedded_program_json();

// assets/university, and the answers that never leave the server.
UniversityFiles embedded_university();

}  // namespace entente::server
