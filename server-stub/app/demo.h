// A database with demonstration partners, people and deals, made where there is none.
#pragma once

#include "core/domain/demo.h"
#include "server-stub/session/passwords.h"
#include "server-stub/store.h"

#include <string>
#include <vector>

namespace entente::server {

// For demonstrations only: it stands in the documentation, so it protects nothing.
inline constexpr std::string_view demo_password = "demonstration only";

struct DemoSignIn {
    std::string_view email;
    std::string_view who;
};
const std::vector<DemoSignIn>& demo_sign_ins();

// Fills an empty store. Answers how many records it holds now; 0 when it held something before.
Result<std::size_t> fill_with_demo(
    Store& store, Passwords& passwords, Moment now, const DemoSize& size = {}
);

}  // namespace entente::server
