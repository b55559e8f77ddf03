// What a device and the server say to each other: commands up, rows down, all of it CBOR.
//
// Foreign bytes become these types here and nowhere else; every size is bounded, and whoever gets
// past decode_... need not check again. The grammar is in core/sync/FORMAT.md.
#pragma once

#include "core/domain/record.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace entente {

inline constexpr std::int64_t protocol_number = 1;
inline constexpr std::int64_t schema_number = 1;  // Of the rows: raised when old apps cannot read.
inline constexpr std::string_view cbor_type = "application/cbor";
inline constexpr std::string_view cbor_sequence_type = "application/cbor-seq";
inline constexpr std::string_view push_route = "/api/v1/sync/push";
inline constexpr std::string_view pull_route = "/api/v1/sync/pull";

inline constexpr std::size_t push_commands_max = 100;
inline constexpr std::size_t push_bytes_max = std::size_t{256} * 1024;
inline constexpr std::size_t args_bytes_max = std::size_t{64} * 1024;
inline constexpr std::size_t pull_rows_max = 2'000;
inline constexpr std::size_t pull_bytes_max = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t row_bytes_max = std::size_t{1024} * 1024;
inline constexpr std::size_t cookie_bytes_max = std::size_t{64} * 1024;
inline constexpr std::size_t token_bytes = 24;  // 8 of time, 16 of its signature.
inline constexpr std::size_t hash_bytes = 32;

struct ClientTag;
using ClientId = Id<ClientTag>;  // One per browser profile, person and view.

// The lineage of the server's database: a restored backup is another one.
struct Epoch {
    std::int64_t number = 0;
    IdBytes lineage{};

    void describe(FieldVisitor& v);
    friend bool operator==(const Epoch&, const Epoch&) = default;
};

// What a guarded field held when the person changed it.
struct FieldBase {
    Kind kind{};
    IdBytes id{};
    std::string field;
    std::int64_t version = 0;
    std::int64_t hash = 0;  // field_hash() of the value.

    void describe(FieldVisitor& v);
    friend bool operator==(const FieldBase&, const FieldBase&) = default;
};

struct PushedCommand {
    std::int64_t id = 0;  // 1, 2, 3... per client.
    std::string name;
    std::int64_t version = 1;
    Bytes args;
    std::vector<FieldBase> base;
    Moment at;                    // The device's clock: evidence, decides nothing.
    Bytes seen;                   // The last server time token the device had.
    std::int64_t foreseen = 0;    // field_hash() of the state the device showed, or 0.
    std::int64_t supersedes = 0;  // The command in Needs attention that this one replaces.
    Bytes hash;                   // Of this and of the previous command's hash.
    bool abandoned = false;       // Taken back by the person: keeps its place, runs nothing.

    void describe(FieldVisitor& v);
    friend bool operator==(const PushedCommand&, const PushedCommand&) = default;
};

struct PushRequest {
    std::int64_t protocol = protocol_number;
    Epoch epoch;      // number 0: the device has not heard of any yet.
    PersonId person;  // Whose device it is, whoever is signed in by now; from older apps not given.
    ClientId client;
    std::string app_version;
    std::int64_t schema = schema_number;
    std::int64_t ack_results_upto = 0;
    bool hand_over = false;  // From a disabled account: take it into dead letters only.
    std::vector<PushedCommand> commands;

    void describe(FieldVisitor& v);
};

enum class Verdict : std::uint8_t { applied, applied_modified, conflict, refused, quarantined };
std::span<const std::string_view> names_of(Verdict);

// A problem on the wire; an unknown code of a newer server reads as command_must_be_known.
struct WireProblem {
    std::string code;
    std::string field;
    std::string limit;

    void describe(FieldVisitor& v);
    friend bool operator==(const WireProblem&, const WireProblem&) = default;
};
WireProblem wire_from_problem(const Problem& problem);
Problem problem_from_wire(const WireProblem& wire);

// What a command left behind is not told here: a rival's record may be among it. It comes down in
// the buckets of whoever may see it.
struct CommandResult {
    std::int64_t id = 0;
    Verdict verdict = Verdict::applied;
    std::optional<WireProblem> problem;  // Given for the last three verdicts.
    Bytes hash;                          // Of the command that this answers.

    bool accepted() const { return verdict <= Verdict::applied_modified; }
    void describe(FieldVisitor& v);
    friend bool operator==(const CommandResult&, const CommandResult&) = default;
};

// The answer to a push, and with `problem` the body of every refusal of a sync request.
struct PushAnswer {
    std::int64_t protocol = protocol_number;
    std::optional<WireProblem> problem;
    Epoch epoch;
    std::int64_t last_id = 0;     // The newest command that the server has taken.
    std::int64_t durable_id = 0;  // The newest inside every backup that may still be restored.
    std::vector<CommandResult> results;
    Bytes time_token;

    void describe(FieldVisitor& v);
};

struct PullRequest {
    std::int64_t protocol = protocol_number;
    std::int64_t schema = schema_number;
    Epoch epoch;
    PersonId person;  // As in a push; in a preview, whom it looks through.
    ClientId client;
    std::int64_t ack_results_upto = 0;
    Bytes cookie;                      // Empty: from the beginning.
    bool checksums = false;            // Ask for the sums of the buckets.
    std::vector<std::string> refetch;  // Buckets whose sum did not match.

    void describe(FieldVisitor& v);
};

// snapshot: the bucket's rows so far are forgotten. more: a snapshot goes on from the page before.
enum class BucketMode : std::uint8_t { delta, snapshot, more };
std::span<const std::string_view> names_of(BucketMode);

struct BucketSum {
    std::string bucket;
    std::int64_t sum = 0;  // Sum mod 2^64 of row_hash() of its rows.

    void describe(FieldVisitor& v);
    friend bool operator==(const BucketSum&, const BucketSum&) = default;
};

// The items of a pull, in the order in which they stand in the stream.
enum class PullItemType : std::uint8_t { head, drop, bucket, put, remove, result, end };
std::span<const std::string_view> names_of(PullItemType);

// One item; which fields mean something follows from the type.
struct PullItem {
    PullItemType type = PullItemType::head;
    std::int64_t protocol = 0;            // head
    Epoch epoch;                          // head
    bool reset = false;                   // head: forget every row before.
    std::string bucket;                   // bucket, drop
    BucketMode mode = BucketMode::delta;  // bucket
    Kind kind{};                          // put, remove
    IdBytes id{};                         // put, remove
    std::int64_t version = 0;             // put
    Bytes row;                            // put: cbor_from_record of the projected record
    std::optional<CommandResult> result;  // result
    Bytes cookie;                         // end
    std::int64_t last_id = 0;             // end
    std::int64_t durable_id = 0;          // end
    std::vector<BucketSum> sums;          // end, when asked for
    bool more = false;                    // end: nothing may be applied yet.
    std::int64_t rows_total = 0;          // end: rows of the snapshots under way, to show
    Bytes time_token;                     // end

    void describe(FieldVisitor& v);
};

Bytes encode_push(const PushRequest& request);
Result<PushRequest> decode_push(ByteView bytes);
Bytes encode_push_answer(const PushAnswer& answer);
Result<PushAnswer> decode_push_answer(ByteView bytes);
Bytes encode_pull(const PullRequest& request);
Result<PullRequest> decode_pull(ByteView bytes);

// Adds one item to a stream.
void append_pull_item(Bytes& stream, const PullItem& item);

// A page of a pull read to its `end`: bytes_must_be_complete for a cut one, bytes_must_parse for
// items out of order or behind the end.
Result<std::vector<PullItem>> decode_pull_page(ByteView stream);

// What one row adds to its bucket's sum.
std::uint64_t row_hash(const RecordKey& key, std::int64_t version);

// The hash chain of a client's commands: the first one follows chain_start().
Bytes chain_start(ClientId client);
Bytes chain_hash(const PushedCommand& command, ByteView previous);

// The time inside a server's token, for showing; whether it is genuine only the server knows.
Moment moment_of_token(ByteView token);

// Where new ids of a command come from, on both sides alike.
IdBytes command_seed(ClientId client, std::int64_t id);

}  // namespace entente
