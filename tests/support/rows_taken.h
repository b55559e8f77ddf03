// Which rows of the review's machine the worlds of a test have taken, for the table that is printed
// from the machine with a test for each row.
#pragma once

#include <vector>

namespace entente::test {

// By the index in transitions(), since the process began or it was last emptied.
std::vector<bool>& rows_taken();

}  // namespace entente::test
