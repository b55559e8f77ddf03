#include "core/sync/protocol.h"

#include "core/base/format/cbor.h"
#include "core/base/hash/hash.h"

namespace entente {

std::span<const std::string_view> names_of(Verdict) {
    static constexpr std::array<std::string_view, 5> names{
        "applied", "applied_modified", "conflict", "refused", "quarantined"};
    return names;
}

std::span<const std::string_view> names_of(BucketMode) {
    static constexpr std::array<std::string_view, 3> names{"delta", "snapshot", "more"};
    return names;
}

std::span<const std::string_view> names_of(PullItemType) {
    static constexpr std::array<std::string_view, 7> names{
        "head", "drop", "bucket", "put", "remove", "result", "end"};
    return names;
}

void Epoch::describe(FieldVisitor& v) {
    field(v, "number", number);
    field(v, "lineage", lineage);
}

void FieldBase::describe(FieldVisitor& v) {
    entente::field(v, "kind", kind);
    entente::field(v, "id", id);
    entente::field(v, "field", field);
    entente::field(v, "version", version);
    entente::field(v, "hash", hash);
}

void PushedCommand::describe(FieldVisitor& v) {
    field(v, "id", id);
    field(v, "name", name);
    field(v, "version", version);
    field(v, "args", args);
    field(v, "base", base);
    field(v, "at", at);
    field(v, "seen", seen);
    field(v, "foreseen", foreseen);
    field(v, "supersedes", supersedes);
    field(v, "hash", hash);
    field(v, "abandoned", abandoned);
}

void PushRequest::describe(FieldVisitor& v) {
    field(v, "protocol", protocol);
    field(v, "epoch", epoch);
    field(v, "person", person);
    field(v, "client", client);
    field(v, "app_version", app_version);
    field(v, "schema", schema);
    field(v, "ack_results_upto", ack_results_upto);
    field(v, "hand_over", hand_over);
    field(v, "commands", commands);
}

// What results said of records before they told of none: still in files and databases, read and
// forgotten.
struct PastVersion {
    Kind kind{};
    IdBytes id{};
    std::int64_t version = 0;

    void describe(FieldVisitor& v) {
        field(v, "kind", kind);
        field(v, "id", id);
        field(v, "version", version);
    }
};

void WireProblem::describe(FieldVisitor& v) {
    entente::field(v, "code", code);
    entente::field(v, "field", field);
    entente::field(v, "limit", limit);
}

void CommandResult::describe(FieldVisitor& v) {
    field(v, "id", id);
    field(v, "verdict", verdict);
    field(v, "problem", problem);
    std::vector<PastVersion> versions;
    field(v, "versions", versions);
    field(v, "hash", hash);
}

void PushAnswer::describe(FieldVisitor& v) {
    field(v, "protocol", protocol);
    field(v, "problem", problem);
    field(v, "epoch", epoch);
    field(v, "last_id", last_id);
    field(v, "durable_id", durable_id);
    field(v, "results", results);
    field(v, "time_token", time_token);
}

void PullRequest::describe(FieldVisitor& v) {
    field(v, "protocol", protocol);
    field(v, "schema", schema);
    field(v, "epoch", epoch);
    field(v, "person", person);
    field(v, "client", client);
    field(v, "ack_results_upto", ack_results_upto);
    field(v, "cookie", cookie);
    field(v, "checksums", checksums);
    field(v, "refetch", refetch);
}

void BucketSum::describe(FieldVisitor& v) {
    field(v, "bucket", bucket);
    field(v, "sum", sum);
}

void PullItem::describe(FieldVisitor& v) {
    field(v, "type", type);
    field(v, "protocol", protocol);
    field(v, "epoch", epoch);
    field(v, "reset", reset);
    field(v, "bucket", bucket);
    field(v, "mode", mode);
    field(v, "kind", kind);
    field(v, "id", id);
    field(v, "version", version);
    field(v, "row", row);
    field(v, "result", result);
    field(v, "cookie", cookie);
    field(v, "last_id", last_id);
    field(v, "durable_id", durable_id);
    field(v, "sums", sums);
    field(v, "more", more);
    field(v, "rows_total", rows_total);
    field(v, "time_token", time_token);
}

WireProblem wire_from_problem(const Problem& problem) {
    return {std::string(name_of(problem.code)), problem.field, problem.limit};
}

Problem problem_from_wire(const WireProblem& wire) {
    return {
        problem_named(wire.code).value_or(ProblemCode::command_must_be_known),
        wire.field,
        wire.limit};
}

// Every message names its protocol first of all, so that another one is not called damaged.
template <typename Message>
static Result<Message> decode(ByteView bytes, std::size_t bytes_max) {
    if (bytes.size() > bytes_max) return ProblemCode::bytes_must_be_small_enough;
    auto message = from_cbor<Message>(bytes);
    if (!message.ok()) return message;
    if (message.value().protocol != protocol_number) {
        return Problem{ProblemCode::version_must_be_supported, "protocol", {}};
    }
    return message;
}

static Outcome bounded(std::string_view name, std::size_t size, std::size_t size_max) {
    if (size <= size_max) return Done{};
    return Problem{
        ProblemCode::bytes_must_be_small_enough, std::string(name), std::to_string(size_max)};
}

static Outcome exactly(std::string_view name, std::size_t size, std::size_t wanted) {
    if (size == wanted) return Done{};
    return Problem{ProblemCode::value_must_be_in_range, std::string(name), std::to_string(wanted)};
}

static Outcome at_least(std::string_view name, std::int64_t value, std::int64_t lowest) {
    if (value >= lowest) return Done{};
    return Problem{ProblemCode::value_must_be_in_range, std::string(name), std::to_string(lowest)};
}

static Outcome sound(const PushedCommand& command) {
    TRY_DONE(at_least("commands.id", command.id, 1));
    TRY_DONE(at_least("commands.version", command.version, 1));
    TRY_DONE(at_least("commands.supersedes", command.supersedes, 0));
    TRY_DONE(bounded("commands.name", command.name.size(), 64));
    TRY_DONE(bounded("commands.args", command.args.size(), args_bytes_max));
    TRY_DONE(bounded("commands.base", command.base.size(), 16));
    TRY_DONE(exactly("commands.hash", command.hash.size(), hash_bytes));
    if (!command.seen.empty()) {
        TRY_DONE(exactly("commands.seen", command.seen.size(), token_bytes));
    }
    for (const FieldBase& base : command.base) {
        TRY_DONE(bounded("commands.base.field", base.field.size(), 64));
    }
    return Done{};
}

static Outcome sound(const CommandResult& result) {
    TRY_DONE(at_least("results.id", result.id, 1));
    TRY_DONE(exactly("results.hash", result.hash.size(), hash_bytes));
    if (result.accepted() == result.problem.has_value()) {
        return Problem{ProblemCode::field_must_be_given, "results.problem", {}};
    }
    return Done{};
}

Bytes encode_push(const PushRequest& request) {
    return cbor_from(request);
}

Result<PushRequest> decode_push(ByteView bytes) {
    TRY(PushRequest request, decode<PushRequest>(bytes, push_bytes_max));
    if (!request.client.given()) return Problem{ProblemCode::field_must_be_given, "client", {}};
    TRY_DONE(bounded("app_version", request.app_version.size(), 64));
    TRY_DONE(at_least("epoch.number", request.epoch.number, 0));
    TRY_DONE(at_least("ack_results_upto", request.ack_results_upto, 0));
    if (request.commands.size() > push_commands_max) {
        return Problem{
            ProblemCode::list_must_be_short_enough, "commands", std::to_string(push_commands_max)};
    }
    for (std::size_t i = 0; i < request.commands.size(); i++) {
        TRY_DONE(sound(request.commands[i]));
        if (i > 0 && request.commands[i].id != request.commands[i - 1].id + 1) {
            return Problem{ProblemCode::command_must_follow_the_last, "commands.id", {}};
        }
    }
    return request;
}

Bytes encode_push_answer(const PushAnswer& answer) {
    return cbor_from(answer);
}

Result<PushAnswer> decode_push_answer(ByteView bytes) {
    TRY(PushAnswer answer, decode<PushAnswer>(bytes, pull_bytes_max));
    TRY_DONE(at_least("last_id", answer.last_id, 0));
    TRY_DONE(at_least("durable_id", answer.durable_id, 0));
    TRY_DONE(bounded("time_token", answer.time_token.size(), token_bytes));
    for (const CommandResult& result : answer.results) TRY_DONE(sound(result));
    return answer;
}

Bytes encode_pull(const PullRequest& request) {
    return cbor_from(request);
}

Result<PullRequest> decode_pull(ByteView bytes) {
    TRY(PullRequest request, decode<PullRequest>(bytes, cookie_bytes_max + std::size_t{64} * 1024));
    if (!request.client.given()) return Problem{ProblemCode::field_must_be_given, "client", {}};
    TRY_DONE(at_least("epoch.number", request.epoch.number, 0));
    TRY_DONE(at_least("ack_results_upto", request.ack_results_upto, 0));
    TRY_DONE(bounded("cookie", request.cookie.size(), cookie_bytes_max));
    TRY_DONE(bounded("refetch", request.refetch.size(), 1'000));
    return request;
}

void append_pull_item(Bytes& stream, const PullItem& item) {
    write_cbor(stream, item);
}

static Outcome sound(const PullItem& item) {
    switch (item.type) {
        case PullItemType::put:
            TRY_DONE(bounded("row", item.row.size(), row_bytes_max));
            return at_least("version", item.version, 1);
        case PullItemType::bucket:
        case PullItemType::drop:
            if (item.bucket.empty()) return Problem{ProblemCode::field_must_be_given, "bucket", {}};
            return Done{};
        case PullItemType::result:
            if (!item.result) return Problem{ProblemCode::field_must_be_given, "result", {}};
            return sound(*item.result);
        case PullItemType::end:
            TRY_DONE(bounded("cookie", item.cookie.size(), cookie_bytes_max));
            TRY_DONE(bounded("time_token", item.time_token.size(), token_bytes));
            TRY_DONE(at_least("last_id", item.last_id, 0));
            return at_least("durable_id", item.durable_id, 0);
        case PullItemType::head:
        case PullItemType::remove:
            return Done{};
    }
    return Done{};
}

// head first; then drops, buckets with their rows, results; the end last.
static Outcome in_place(const PullItem& item, const std::vector<PullItem>& before) {
    const bool first = before.empty();
    if (first != (item.type == PullItemType::head)) return ProblemCode::bytes_must_parse;
    if (first) {
        if (item.protocol == protocol_number) return Done{};
        return Problem{ProblemCode::version_must_be_supported, "protocol", {}};
    }
    const PullItemType last = before.back().type;
    if (last == PullItemType::end) return ProblemCode::bytes_must_parse;
    const bool row = item.type == PullItemType::put || item.type == PullItemType::remove;
    const bool in_bucket =
        last == PullItemType::bucket || last == PullItemType::put || last == PullItemType::remove;
    if (row && !in_bucket) return ProblemCode::bytes_must_parse;
    return sound(item);
}

Result<std::vector<PullItem>> decode_pull_page(ByteView stream) {
    if (stream.size() > pull_bytes_max) return ProblemCode::bytes_must_be_small_enough;
    std::vector<PullItem> items;
    CborReader reader(stream);
    while (!reader.at_end()) {
        TRY(PullItem item, read_cbor<PullItem>(reader));
        TRY_DONE(in_place(item, items));
        items.push_back(std::move(item));
    }
    if (items.empty() || items.back().type != PullItemType::end) {
        return ProblemCode::bytes_must_be_complete;
    }
    return items;
}

static void add_number(Bytes& out, std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<std::uint8_t>(number >> shift));
    }
}

std::uint64_t row_hash(const RecordKey& key, std::int64_t version) {
    Bytes bytes;
    bytes.reserve(1 + key.id.size() + 8);
    bytes.push_back(static_cast<std::uint8_t>(key.kind));
    bytes.insert(bytes.end(), key.id.begin(), key.id.end());
    add_number(bytes, static_cast<std::uint64_t>(version));
    return hash64(bytes);
}

Bytes chain_start(ClientId client) {
    const Sha256 hash = sha256(client.bytes);
    return {hash.begin(), hash.end()};
}

// Everything that gives the command its meaning; whether the person took it back later does not.
Bytes chain_hash(const PushedCommand& command, ByteView previous) {
    PushedCommand hashed = command;
    hashed.hash.assign(previous.begin(), previous.end());
    hashed.abandoned = false;
    const Sha256 hash = sha256(cbor_from(hashed));
    return {hash.begin(), hash.end()};
}

Moment moment_of_token(ByteView token) {
    if (token.size() != token_bytes) return {};
    std::uint64_t ms = 0;
    for (std::size_t i = 8; i-- > 0;) ms = ms << 8 | token[i];
    return {static_cast<std::int64_t>(ms)};
}

IdBytes command_seed(ClientId client, std::int64_t id) {
    return derived_id(client.bytes, "command", static_cast<std::uint64_t>(id));
}

}  // namespace entente
