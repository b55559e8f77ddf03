// The university's lessons and exams, as this program carries them, in the database.
//
// The answers to the exams come from a file of the server's and stay in the database: no view of an
// exam has them.
#pragma once

#include "server-stub/store.h"

#include <string>
#include <vector>

namespace entente::server {

struct BroughtUniversity {
    std::size_t written = 0;
    // Levels whose texts differ from the stored ones under the same version: those stay, because
    // people may be learning from them.
    std::vector<std::string> same_version;
};

// Writes what is missing, and what stands there in an older version; versions are compared as text
// ("2026-10"). The exam before stays gradable (former_exam_id()). A newer one stays, so that a
// program that was set back undoes nothing. The problem is of the texts: they are not those of the
// stored program's courses.
Result<BroughtUniversity> bring_university(Store& store, Moment now);

}  // namespace entente::server
