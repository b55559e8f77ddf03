// Every route there is. server-stub/openapi.yaml says the same; a test compares them.
#include "server-stub/routes/route.h"

#include <array>

namespace entente::server {
namespace {

constexpr std::string_view json = "application/json";
constexpr std::size_t json_bytes =
    std::size_t{16} * 1024;  // Sign-in and preview: a few short texts.

constexpr std::array<Route, 17> routes{{
    {Method::get,
     "/healthz",
     Needed::nobody_known(),
     RunsOn::loop,
     Allowed::preview,
     {},
     0,
     answer_alive},
    {Method::get,
     "/readyz",
     Needed::nobody_known(),
     RunsOn::workers,
     Allowed::preview,
     {},
     0,
     answer_ready},
    {Method::get,
     "/api/v1/time",
     Needed::sign_in(),
     RunsOn::loop,
     Allowed::preview,
     {},
     0,
     answer_time},
    {Method::get,
     "/api/v1/session",
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::preview,
     {},
     0,
     answer_session},
    {Method::post,
     "/api/v1/session",
     Needed::nobody_known(),
     RunsOn::hashers,
     Allowed::preview,
     json,
     json_bytes,
     answer_sign_in},
    {Method::del,
     "/api/v1/session",
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::preview,
     {},
     0,
     answer_sign_out},
    {Method::post,
     "/api/v1/preview",
     Needed::one_of({Permission::preview_as_partner}),
     RunsOn::workers,
     Allowed::plain,
     json,
     json_bytes,
     answer_begin_preview},
    {Method::del,
     "/api/v1/preview",
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::preview,
     {},
     0,
     answer_end_preview},
    {Method::post,
     push_route,
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::preview_and_disabled,
     cbor_type,
     push_bytes_max,
     answer_push},
    {Method::post,
     pull_route,
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::preview_and_disabled,
     cbor_type,
     2 * cookie_bytes_max,
     answer_pull},
    {Method::get,
     "/api/v1/sync/poke",
     Needed::sign_in(),
     RunsOn::loop,
     Allowed::preview,
     {},
     0,
     answer_poke},
    {Method::get,
     "/api/v1/deals/:id",
     Needed::one_of(
         {Permission::read_own_deals,
          Permission::read_all_deals,
          Permission::read_assigned_partners,
          Permission::read_all_partners}
     ),
     RunsOn::loop,
     Allowed::preview,
     {},
     0,
     answer_deal},
    {Method::get,
     "/api/v1/audit",
     Needed::one_of({Permission::read_audit, Permission::edit_partner}),
     RunsOn::workers,
     Allowed::preview,
     {},
     0,
     answer_audit},
    {Method::get,
     "/.well-known/jwks.json",
     Needed::nobody_known(),
     RunsOn::loop,
     Allowed::preview,
     {},
     0,
     answer_key_set},
    {Method::get,
     "/api/v1/keys/:id",
     Needed::nobody_known(),
     RunsOn::loop,
     Allowed::preview,
     {},
     0,
     answer_key},
    // Signed for its holder: nobody takes it along who only looks.
    {Method::get,
     "/api/v1/credentials/:id",
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::plain,
     {},
     0,
     answer_credential},
    {Method::get,
     "/api/v1/calendar.ics",
     Needed::sign_in(),
     RunsOn::workers,
     Allowed::preview,
     {},
     0,
     answer_calendar},
}};

}  // namespace

std::span<const Route> all_routes() {
    return routes;
}

bool Needed::held_by(const Permissions& permissions) const {
    if (bits_ == 0) return true;
    for (std::size_t i = 0; i < names_of(Permission{}).size(); i++) {
        const bool wanted = (bits_ >> i & 1U) != 0;
        if (wanted && permissions.holds(static_cast<Permission>(i))) return true;
    }
    return false;
}

}  // namespace entente::server
