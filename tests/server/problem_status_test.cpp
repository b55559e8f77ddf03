#include "server-stub/problem_status.h"

#include "server-stub/http/problem_answer.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("problem: its status is the same whichever route says it") {
    struct Row {
        ProblemCode code;
        int status;
    };
    const Row rows[] = {
        {ProblemCode::person_must_be_signed_in, 401},
        {ProblemCode::account_must_be_enabled, 403},
        {ProblemCode::record_must_be_yours, 403},
        {ProblemCode::record_must_exist, 404},
        {ProblemCode::epoch_must_be_current, 409},
        {ProblemCode::version_must_be_supported, 426},
        {ProblemCode::storage_must_have_room, 507},
        {ProblemCode::cookie_must_be_genuine, 400},
    };
    for (const Row& row : rows) {
        INFO(name_of(row.code));
        CHECK(status_of(row.code) == row.status);
        CHECK(server::problem_answer({row.code, {}, {}}).status == row.status);
    }
}
