#include "core/sync/protocol.h"

#include "core/base/format/cbor.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>

using namespace entente;

static PushRequest a_push(std::size_t commands) {
    PushRequest request;
    request.client.bytes[0] = 1;
    request.epoch.number = 3;
    request.app_version = "1.2.3";
    for (std::size_t i = 1; i <= commands; i++) {
        PushedCommand command;
        command.id = static_cast<std::int64_t>(i);
        command.name = "claim_deal";
        command.args = {0xA0};
        command.at = Moment{1'000};
        command.hash = Bytes(hash_bytes, 7);
        request.commands.push_back(command);
    }
    return request;
}

TEST_CASE("protocol: a push reads back as it was written") {
    const PushRequest request = a_push(3);
    const auto read = decode_push(encode_push(request));
    REQUIRE(read.ok());
    CHECK(read.value().client == request.client);
    CHECK(read.value().epoch == request.epoch);
    CHECK(read.value().commands == request.commands);
}

TEST_CASE("protocol: a push that breaks a bound is refused by name") {
    struct Row {
        const char* why;
        std::function<void(PushRequest&)> change;
        ProblemCode problem;
    };
    const Row rows[] = {
        {"another protocol",
         [](auto& r) { r.protocol = 2; },
         ProblemCode::version_must_be_supported},
        {"no client", [](auto& r) { r.client = {}; }, ProblemCode::field_must_be_given},
        {"a negative acknowledgement",
         [](auto& r) { r.ack_results_upto = -1; },
         ProblemCode::value_must_be_in_range},
        {"an id of zero",
         [](auto& r) { r.commands[0].id = 0; },
         ProblemCode::value_must_be_in_range},
        {"a hole",
         [](auto& r) { r.commands[1].id = 9; },
         ProblemCode::command_must_follow_the_last},
        {"a short hash",
         [](auto& r) { r.commands[0].hash.pop_back(); },
         ProblemCode::value_must_be_in_range},
        {"a token of another size",
         [](auto& r) {
             r.commands[0].seen = {1, 2, 3};
         },
         ProblemCode::value_must_be_in_range},
        {"a long name",
         [](auto& r) { r.commands[0].name = std::string(65, 'x'); },
         ProblemCode::bytes_must_be_small_enough},
        {"large arguments",
         [](auto& r) { r.commands[0].args = Bytes(args_bytes_max + 1); },
         ProblemCode::bytes_must_be_small_enough},
        {"many guards",
         [](auto& r) { r.commands[0].base.resize(17); },
         ProblemCode::bytes_must_be_small_enough},
        {"101 commands", [](auto& r) { r = a_push(101); }, ProblemCode::list_must_be_short_enough},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        PushRequest request = a_push(2);
        row.change(request);
        const auto read = decode_push(encode_push(request));
        REQUIRE_FALSE(read.ok());
        CHECK(read.problem().code == row.problem);
    }
    CHECK(decode_push(encode_push(a_push(100))).ok());
    CHECK_FALSE(decode_push(Bytes(push_bytes_max + 1, 0)).ok());
}

TEST_CASE("protocol: a refused result names its problem, an applied one has none") {
    PushAnswer answer;
    answer.results.emplace_back();
    answer.results[0].id = 1;
    answer.results[0].hash = Bytes(hash_bytes, 1);
    CHECK(decode_push_answer(encode_push_answer(answer)).ok());
    answer.results[0].verdict = Verdict::refused;
    CHECK_FALSE(decode_push_answer(encode_push_answer(answer)).ok());
    answer.results[0].problem = WireProblem{"record_must_exist", {}, {}};
    CHECK(decode_push_answer(encode_push_answer(answer)).ok());
}

// As results were written before they told nothing of records.
struct OldResult {
    std::int64_t id = 1;
    std::vector<FieldBase> versions{{Kind::deal, {1}, {}, 3, 0}};
    Bytes hash = Bytes(hash_bytes, 1);

    void describe(FieldVisitor& v) {
        field(v, "id", id);
        field(v, "versions", versions);
        field(v, "hash", hash);
    }
};

TEST_CASE("protocol: what an older result told of records is read and forgotten") {
    OldResult old;
    const auto read = from_cbor<CommandResult>(cbor_from(old));
    REQUIRE(read.ok());
    CommandResult expected;
    expected.id = 1;
    expected.hash = Bytes(hash_bytes, 1);
    CHECK(read.value() == expected);
    CommandResult again = read.value();
    CHECK(cbor_from(again).size() < cbor_from(old).size());
}

static PullItem item_of(PullItemType type) {
    PullItem item;
    item.type = type;
    if (type == PullItemType::head) item.protocol = protocol_number;
    if (type == PullItemType::bucket || type == PullItemType::drop) item.bucket = "program@partner";
    if (type == PullItemType::put) item.version = 1;
    return item;
}

TEST_CASE("protocol: the items of a pull stand in their order and end with an end") {
    using T = PullItemType;
    struct Row {
        std::vector<T> types;
        bool sound;
    };
    const Row rows[] = {
        {{T::head, T::end}, true},
        {{T::head, T::drop, T::bucket, T::put, T::remove, T::bucket, T::end}, true},
        {{}, false},
        {{T::head}, false},
        {{T::end}, false},
        {{T::bucket, T::head, T::end}, false},
        {{T::head, T::put, T::end}, false},
        {{T::head, T::head, T::end}, false},
        {{T::head, T::end, T::end}, false},
        {{T::head, T::bucket, T::put}, false},
    };
    for (const Row& row : rows) {
        Bytes stream;
        for (const T type : row.types) append_pull_item(stream, item_of(type));
        CHECK(decode_pull_page(stream).ok() == row.sound);
    }
}

TEST_CASE("protocol: a pull cut at any byte is never taken for a whole one") {
    Bytes stream;
    for (const auto type :
         {PullItemType::head,
          PullItemType::bucket,
          PullItemType::put,
          PullItemType::remove,
          PullItemType::end}) {
        append_pull_item(stream, item_of(type));
    }
    REQUIRE(decode_pull_page(stream).ok());
    for (std::size_t size = 0; size < stream.size(); size++) {
        CAPTURE(size);
        CHECK_FALSE(decode_pull_page(ByteView(stream).first(size)).ok());
    }
}

TEST_CASE("protocol: the chain holds what a command means, not whether it was taken back") {
    ClientId client;
    client.bytes[3] = 9;
    PushedCommand command = a_push(1).commands[0];
    const Bytes start = chain_start(client);
    const Bytes hash = chain_hash(command, start);
    CHECK(hash.size() == hash_bytes);
    command.abandoned = true;
    command.hash = Bytes(hash_bytes, 99);
    CHECK(chain_hash(command, start) == hash);
    command.args.push_back(0);
    CHECK(chain_hash(command, start) != hash);
    CHECK(chain_hash(a_push(1).commands[0], hash) != hash);
}
