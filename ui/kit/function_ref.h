// A borrowed callable: two pointers, no allocation. The callable must outlive the call it is given
// to, which a lambda written in the argument list does. Never a member of a style: those are kept
// in variables, and a lambda written in one would be gone.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace entente::ui {

template <class Signature>
class FunctionRef;

template <class Returned, class... Given>
class FunctionRef<Returned(Given...)> {
public:
    FunctionRef() = default;

    template <
        class Callable,
        class = std::enable_if_t<
            !std::is_same_v<std::decay_t<Callable>, FunctionRef> &&
            std::is_invocable_r_v<Returned, Callable&, Given...>>>
    FunctionRef(Callable&& callable)  // NOLINT(google-explicit-constructor): lambdas convert.
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
          call_([](void* object, Given... given) -> Returned {
              return (*static_cast<std::remove_reference_t<Callable>*>(object)
              )(std::forward<Given>(given)...);
          }) {}

    Returned operator()(Given... given) const {
        return call_(object_, std::forward<Given>(given)...);
    }

    explicit operator bool() const { return call_ != nullptr; }

private:
    void* object_ = nullptr;
    Returned (*call_)(void*, Given...) = nullptr;
};

// What stands inside a container.
using Body = FunctionRef<void()>;

}  // namespace entente::ui
