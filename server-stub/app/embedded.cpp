#include "server-stub/app/embedded.h"

// The assembler copies the files in: quicker to compile than arrays of a hundred thousand numbers.
#define ENTENTE_EMBEDDED(name, file)  \
    asm(".section .rodata\n"          \
        ".global " name               \
        "\n"                          \
        ".global " name "_end\n" name \
        ":\n"                         \
        ".incbin \"" file "\"\n" name \
        "_end:\n"                     \
        ".byte 0\n"                   \
        ".previous\n")

ENTENTE_EMBEDDED("entente_program", ENTENTE_EMBEDDED_FOLDER "/assets/program.json");
ENTENTE_EMBEDDED("entente_lessons", ENTENTE_EMBEDDED_FOLDER "/assets/university/lessons.json");
ENTENTE_EMBEDDED("entente_exams", ENTENTE_EMBEDDED_FOLDER "/assets/university/exams.json");
ENTENTE_EMBEDDED(
    "entente_answers", ENTENTE_EMBEDDED_FOLDER "/server-stub/university/exam_answers.json"
);

extern "C" const char entente_program[], entente_program_end[];
extern "C" const char entente_lessons[], entente_lessons_end[];
extern "C" const char entente_exams[], entente_exams_end[];
extern "C" const char entente_answers[], entente_answers_end[];

namespace entente::server {

static std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

std::string_view embedded_program_json() {
    return between(entente_program, entente_program_end);
}

UniversityFiles embedded_university() {
    return {
        .lessons = between(entente_lessons, entente_lessons_end),
        .exams = between(entente_exams, entente_exams_end),
        .answers = between(entente_answers, entente_answers_end)};
}

}  // namespace entente::server
