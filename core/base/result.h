// A Result is a value, or the Problem that kept us from having one.
//
// It is the only way an operation in core reports a refusal: nothing here throws, and a Result
// that is not looked at is a compiler warning. A bug is not a Problem: check it
// (core/base/check.h).
#pragma once

#include "core/base/check.h"
#include "core/base/problem.h"

#include <utility>
#include <variant>

namespace entente {

template <typename Value>
class [[nodiscard]] Result {
public:
    // NOLINTBEGIN(google-explicit-constructor): so that `return problem;` reads well.
    Result(Value value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Problem problem) : state_(std::in_place_index<1>, std::move(problem)) {}
    Result(ProblemCode code) : state_(std::in_place_index<1>, Problem{code, {}, {}}) {}
    // NOLINTEND(google-explicit-constructor)

    bool ok() const { return state_.index() == 0; }
    const Value& value() const& { return *std::get_if<0>(&checked(0)); }
    Value& value() & { return *std::get_if<0>(&checked(0)); }
    Value&& value() && { return std::move(*std::get_if<0>(&checked(0))); }
    const Problem& problem() const { return *std::get_if<1>(&checked(1)); }

private:
    using State = std::variant<Value, Problem>;
    const State& checked(std::size_t index) const {
        check(state_.index() == index);
        return state_;
    }
    State& checked(std::size_t index) {
        check(state_.index() == index);
        return state_;
    }

    State state_;
};

// Says only whether it worked.
struct Done {};
using Outcome = Result<Done>;

}  // namespace entente

#define ENTENTE_JOIN_(a, b) a##b
#define ENTENTE_JOIN(a, b) ENTENTE_JOIN_(a, b)

// TRY(const Money net, subtract(gross, returns)); declares `net`, or returns the Problem.
#define TRY(declaration, expression)                   \
    auto ENTENTE_JOIN(try_, __LINE__) = (expression);  \
    if (!ENTENTE_JOIN(try_, __LINE__).ok()) {          \
        return ENTENTE_JOIN(try_, __LINE__).problem(); \
    }                                                  \
    declaration = std::move(ENTENTE_JOIN(try_, __LINE__)).value()

// TRY_DONE(save(file)); goes on, or returns the Problem.
#define TRY_DONE(expression) \
    if (auto outcome = (expression); !outcome.ok()) return outcome.problem()
