// A route: a method, a path, what it needs, and a plain function that answers it.
//
// There is no route without a Needed: one that names nothing does not compile. What is not in
// the table does not exist.
#pragma once

#include "server-stub/routes/services.h"
#include "server-stub/session/signed_in.h"

#include <initializer_list>
#include <span>

namespace entente::server {

// Who may call a route: anybody, somebody signed in, or the holder of one of some permissions.
class Needed {
public:
    static constexpr Needed nobody_known() { return {false, 0}; }
    static constexpr Needed sign_in() { return {true, 0}; }
    static constexpr Needed one_of(std::initializer_list<Permission> permissions) {
        std::uint64_t bits = 0;
        for (const Permission permission : permissions) {
            bits |= std::uint64_t{1} << static_cast<unsigned>(permission);
        }
        return {true, bits};
    }

    constexpr bool signed_in() const { return signed_in_; }
    constexpr bool any_permission() const { return bits_ == 0; }
    bool held_by(const Permissions& permissions) const;

private:
    constexpr Needed(bool signed_in, std::uint64_t bits) : signed_in_(signed_in), bits_(bits) {}
    bool signed_in_;
    std::uint64_t bits_;
};

// Where it runs: on the loop when it only reads a little, with the others when it waits.
enum class RunsOn : std::uint8_t { loop, workers, hashers };

// Which sessions beyond the plain ones: a look through somebody's eyes; also a disabled account,
// whose sync answers say what to do with unsent work.
enum class Allowed : std::uint8_t { plain, preview, preview_and_disabled };

// What a route is called with. `who` is null where nobody needs to be signed in.
struct Call {
    const Request& request;
    Services& services;
    const SignedIn* who = nullptr;
    std::string_view id;  // What stands for ":id" in the path.
};

struct Route {
    Method method;
    std::string_view path;  // "/api/v1/deals/:id"
    Needed needed;
    RunsOn runs_on;
    Allowed allowed;
    std::string_view body_type;  // Empty: it takes no body.
    std::size_t body_bytes_max;
    Answer (*answer)(const Call& call);
};

std::span<const Route> all_routes();

// Each in its own file.
Answer answer_session(const Call& call);
Answer answer_sign_in(const Call& call);
Answer answer_sign_out(const Call& call);
Answer answer_begin_preview(const Call& call);
Answer answer_end_preview(const Call& call);
Answer answer_push(const Call& call);
Answer answer_pull(const Call& call);
Answer answer_poke(const Call& call);
Answer answer_deal(const Call& call);
Answer answer_audit(const Call& call);
Answer answer_key_set(const Call& call);
Answer answer_key(const Call& call);
Answer answer_credential(const Call& call);
Answer answer_calendar(const Call& call);
Answer answer_time(const Call& call);
Answer answer_alive(const Call& call);
Answer answer_ready(const Call& call);

}  // namespace entente::server
