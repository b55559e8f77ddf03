// The head of a request, its path and its encodings: whatever comes, nothing is read beyond it.
#include "server-stub/http/head.h"
#include "server-stub/http/static_site.h"

#include <cstdlib>

using namespace entente::server;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto read = head_from_bytes(bytes, Limits{});
    const auto* head = std::get_if<RequestHead>(&read);
    if (head == nullptr) return 0;
    // What was let through keeps the promises that the connection relies on.
    if (head->count_of("Transfer-Encoding") + head->count_of("Content-Length") > 1) std::abort();
    if (head->minor_version == 1 && head->count_of("Host") != 1) std::abort();
    if (head->fields.size() > Limits{}.fields_max) std::abort();
    std::string path;
    if (path_from_target(head->target, path)) {
        if (path.find("/../") != std::string::npos || path.front() != '/') std::abort();
    }
    const int weight = weight_of_encoding(head->value_of("Accept-Encoding"), "br");
    if (weight < 0 || weight > 1000) std::abort();
    return 0;
}
