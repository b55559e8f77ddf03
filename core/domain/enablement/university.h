// The university's texts as their files give them: lessons, exams, and the answers to these.
//
// Three files, so that the one with the answers can stay with the server. Read and checked once,
// against the program whose courses they are; a problem names file and path.
#pragma once

#include "core/domain/enablement/course.h"
#include "core/domain/record.h"

namespace entente {

struct University {
    std::vector<CourseBook> books;
    std::vector<Exam> exams;  // With their answers when these were given.

    friend bool operator==(const University&, const University&) = default;
};

struct UniversityFiles {
    std::string_view lessons;
    std::string_view exams;
    std::string_view answers;  // Empty: not here, as in everything that leaves the server.
};

inline constexpr std::size_t lessons_a_level_min = 6;
inline constexpr std::size_t questions_a_level_min = 30;

// Problems name what is wrong as "lessons:books[0].lessons[2].parts[1].items".
Result<University> load_university(const UniversityFiles& files, const Program& program);

// The records a database begins with. Their ids follow from the levels, so loading newer texts
// replaces the older ones; `version` is the records' version.
std::vector<Record> university_records(
    const University& university, std::int64_t version, Moment now
);

}  // namespace entente
