// Whatever stands in a file of the university: no crash, and what is accepted is whole.
#include "core/domain/enablement/university.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input = text_from_bytes({bytes, size});
    Program program;
    program.levels.push_back({.key = "foundation"});
    program.courses.push_back({.level = "foundation"});
    for (int i = 1; i <= 6; i++) {
        const std::string key = "foundation_" + std::to_string(i);
        program.courses[0].lessons.push_back({.key = key, .title = key, .minutes = 1});
    }
    constexpr std::string_view no_exams = R"({"exams": []})";
    for (const UniversityFiles& files :
         {UniversityFiles{input, no_exams, {}},
          UniversityFiles{R"({"books": []})", input, {}},
          UniversityFiles{R"({"books": []})", no_exams, input}}) {
        const auto loaded = load_university(files, program);
        if (!loaded.ok()) continue;
        check(loaded.value().books.size() == 1);
        check(loaded.value().exams.size() == 1);
    }
    return 0;
}
