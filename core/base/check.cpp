#include "core/base/check.h"

#include <cstdlib>

namespace entente {

// The one variable of the process in core: what a bug does must be settled before any state exists.
static CheckHandler current_handler = nullptr;

CheckHandler set_check_handler(CheckHandler handler) {
    CheckHandler before = current_handler;
    current_handler = handler;
    return before;
}

void check_failed(const char* condition, const char* file, int line) {
    if (current_handler != nullptr) current_handler(condition, file, line);
    std::abort();
}

}  // namespace entente
