#include "server-stub/app/embedded.h"

// The assembler copies the file in: quicker to compile than an array of a hundred thousand numbers.
asm(".section .rodata\n"
    ".global entente_program_json\n"
    ".global entente_program_json_end\n"
    "entente_program_json:\n"
    ".incbin \"" ENTENTE_PROGRAM_JSON
    "\"\n"
    "entente_program_json_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" const char entente_program_json[];
extern "C" const char entente_program_json_end[];

namespace entente::server {

std::string_view embedded_program_json() {
    return {
        entente_program_json,
        static_cast<std::size_t>(entente_program_json_end - entente_program_json)};
}

}  // namespace entente::server
