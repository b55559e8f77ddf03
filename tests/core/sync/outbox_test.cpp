#include "core/sync/outbox.h"

#include "tests/support/small_program.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::support;

static LogRecord client_number(std::uint8_t number) {
    LogRecord record;
    record.type = LogType::client;
    record.client = {id_number(number)};
    record.hash = chain_start(record.client);
    return record;
}

static LogRecord command_behind(const Outbox& outbox) {
    LogRecord record;
    record.command.emplace();
    record.command->id = outbox.last_id() + 1;
    record.command->name = std::string("x");
    record.command->hash = chain_hash(*record.command, outbox.last_hash());
    return record;
}

static LogRecord refusal_of(std::int64_t id) {
    LogRecord record;
    record.type = LogType::result;
    record.result.emplace();
    record.result->id = id;
    record.result->verdict = Verdict::refused;
    record.result->problem = wire_from_problem({ProblemCode::record_must_exist, {}, {}});
    return record;
}

static LogRecord settled(std::int64_t id) {
    LogRecord record;
    record.type = LogType::settled;
    record.id = id;
    return record;
}

TEST_CASE("outbox: written anew it numbers what it keeps from an old identity as before") {
    Outbox outbox;
    outbox.apply(client_number(1));
    for (std::int64_t id = 1; id <= 2; id++) {
        outbox.apply(command_behind(outbox));
        outbox.apply(refusal_of(id));
    }
    outbox.apply(client_number(2));
    outbox.apply(settled(-2));
    Outbox again;
    for (const LogRecord& record : outbox.snapshot()) again.apply(record);

    const LogRecord command = command_behind(outbox);
    for (Outbox* each : {&outbox, &again}) {
        each->apply(command);
        each->apply(refusal_of(1));
        each->apply(client_number(3));
        REQUIRE(each->in_attention() == 2);
        each->apply(settled(-2));
        CHECK(each->in_attention() == 1);
        CHECK(each->entries().front().id() == -1);
    }
}
