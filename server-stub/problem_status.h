// The HTTP status of a problem for which a whole request is refused: one table for every route.
//
// A record beyond somebody's reach is answered as if it were not there (record_must_exist), so that
// nobody learns what exists. record_must_be_yours is about whose device or session it is: 403.
#pragma once

#include "core/base/problem.h"

namespace entente {

int status_of(ProblemCode code);

}  // namespace entente
