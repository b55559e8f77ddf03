#include "server-stub/problem_status.h"

#include <array>

namespace entente {
namespace {

struct StatusOfProblem {
    ProblemCode code;
    int status;
};

// A problem that is not here is a fault of what was sent: 400.
constexpr std::array<StatusOfProblem, 25> statuses{{
    {ProblemCode::person_must_be_signed_in, 401},
    {ProblemCode::email_and_password_must_match, 401},
    {ProblemCode::account_must_be_enabled, 403},
    {ProblemCode::partner_must_be_active, 403},
    {ProblemCode::permission_must_be_held, 403},
    {ProblemCode::permission_must_be_unlocked_by_certificates, 403},
    {ProblemCode::preview_must_be_read_only, 403},
    {ProblemCode::request_must_come_from_this_site, 403},
    {ProblemCode::record_must_be_yours, 403},
    {ProblemCode::record_must_exist, 404},
    {ProblemCode::command_must_follow_the_last, 409},
    {ProblemCode::client_must_not_be_forked, 409},
    {ProblemCode::client_must_not_be_ahead_of_the_server, 409},
    {ProblemCode::epoch_must_be_current, 409},
    {ProblemCode::bytes_must_be_small_enough, 413},
    {ProblemCode::content_type_must_be_supported, 415},
    {ProblemCode::reason_must_be_given, 422},
    {ProblemCode::password_must_have_12_characters, 422},
    {ProblemCode::password_must_not_be_common, 422},
    {ProblemCode::version_must_be_supported, 426},
    {ProblemCode::requests_must_be_fewer, 429},
    {ProblemCode::server_must_not_fail, 500},
    {ProblemCode::database_must_be_available, 503},
    {ProblemCode::storage_must_have_room, 507},
    {ProblemCode::storage_must_answer, 503},
}};

}  // namespace

int status_of(ProblemCode code) {
    for (const StatusOfProblem& row : statuses) {
        if (row.code == code) return row.status;
    }
    return 400;
}

}  // namespace entente
