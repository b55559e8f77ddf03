// A database with demonstration partners, people and deals, made where there is none.
#pragma once

#include "core/domain/demo.h"
#include "server-stub/session/passwords.h"
#include "server-stub/store.h"

#include <optional>
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

// What a demonstration is made of: another seed is other names, amounts and days.
struct DemoWish {
    DemoSize size;
    std::uint64_t seed = 20'261'123;
};

// "--partners N": how many there are, the named ones among them. "--deals N": how many deals in
// all, spread over the partners; without it 36 a partner, 20,000 at most. "--seller-deals N": of
// these at the partner that the demo signs in to. "--seed S". Nothing for any other words.
std::optional<DemoWish> demo_wish_from(const std::vector<std::string>& arguments);

// Fills an empty store. Answers how many records it holds now; 0 when it held something before.
Result<std::size_t> fill_with_demo(
    Store& store, Passwords& passwords, Moment now, const DemoWish& wish = {}
);

}  // namespace entente::server
