// assets/program.json as fuzzers and their replays have it, without a test framework.
#pragma once

#include "core/domain/program/seed.h"

#include <fstream>
#include <iterator>

namespace entente::fuzz {

inline const LoadedProgram& shipped_program() {
    static const LoadedProgram program = [] {
        std::ifstream file(ENTENTE_PROGRAM, std::ios::binary);
        auto loaded = load_program(std::string{std::istreambuf_iterator<char>(file), {}});
        check(loaded.ok());
        return std::move(loaded).value();
    }();
    return program;
}

}  // namespace entente::fuzz
