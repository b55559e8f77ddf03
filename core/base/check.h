// check(what must hold here) stays on in every build, because a broken invariant must stop the act
// at hand rather than damage what a person saved.
//
// A failed check is a bug, never bad input. The host says what happens: tests and the server set a
// handler that throws, the browser keeps the default, which aborts into the crash page.
#pragma once

namespace entente {

// Receives the place of a failed check; must not return.
using CheckHandler = void (*)(const char* condition, const char* file, int line);

// Sets what a failed check does, for the whole process. Returns the handler before.
CheckHandler set_check_handler(CheckHandler handler);

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace entente

#define check(condition) \
    ((condition) ? static_cast<void>(0) : ::entente::check_failed(#condition, __FILE__, __LINE__))
