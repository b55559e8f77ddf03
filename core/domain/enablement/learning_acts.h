// One function a command of learning: its guards in the order in which a person should hear them,
// then what it changes. decide() is the door to them.
#pragma once

#include "core/domain/commands/learning.h"
#include "core/domain/decide.h"

namespace entente {

Result<Changes> act(const Enroll&, const RecordSource&, const Context&);
Result<Changes> act(const FinishLesson&, const RecordSource&, const Context&);
Result<Changes> act(const HandInAttempt&, const RecordSource&, const Context&);
Result<Changes> act(const HandInProject&, const RecordSource&, const Context&);
Result<Changes> act(const ReviewProject&, const RecordSource&, const Context&);

}  // namespace entente
