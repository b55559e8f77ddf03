// Whether a request that changes something was made by our own page.
//
// Three independent signs, each enough to refuse: the fetch metadata and the origin that browsers
// send, and a header that another site cannot set without being asked first.
#pragma once

#include "core/base/result.h"
#include "server-stub/http/message.h"

#include <string>
#include <vector>

namespace entente::server {

// request_must_come_from_this_site. `origins` are ours: "https://portal.example".
Outcome check_origin(const Request& request, const std::vector<std::string>& origins);

// content_type_must_be_supported unless the body is one of these ("application/json").
Outcome check_content_type(const Request& request, std::string_view wanted);

// The value of a cookie, or nothing. A cookie given twice is nobody's.
std::string_view cookie_of(const Request& request, std::string_view name);

}  // namespace entente::server
