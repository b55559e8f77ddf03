// A refusal as RFC 9457 says it: application/problem+json whose `code` is the name of the Problem.
#pragma once

#include "core/base/problem.h"
#include "server-stub/http/message.h"

namespace entente::server {

// With the status that problem_status.h gives it.
Answer problem_answer(const Problem& problem);
Answer problem_answer(ProblemCode code, int status, std::string_view detail = {});

// A head that could not be read: the connection is closed after it.
Answer refusal_answer(const HeadRefusal& refusal);

// Text inside JSON, quoted. Whatever is not UTF-8 must have been refused before.
std::string quoted_json(std::string_view text);

std::string_view reason_phrase(int status);

}  // namespace entente::server
