// What the store keeps beside the records: clients, results, dead letters, sessions, audit.
//
// Plain values. How long they are kept and what they mean is said in server-stub/store.h.
#pragma once

#include "core/domain/command.h"
#include "core/sync/protocol.h"

namespace entente {

// On whose behalf rows are touched. A store gives and takes only what this may reach, so that a
// forgotten check in a route is not a leak. `authority` is the rules at work: they must see a
// rival's deal that the person must not.
struct Access {
    PersonId person;
    PartnerId partner;  // Not given: staff or the system.
    std::vector<PartnerId> assigned_partners;
    bool all_partners = false;
    bool authority = false;

    static Access of_authority();
    // "partner:<id>", "program", "university", "staff", "person:<id>".
    bool reaches(std::string_view scope) const;
};

struct StoredRecord {
    Record record;
    std::string scope;
    std::int64_t seq = 0;
    bool deleted = false;  // A tombstone: the record is as it was last.
};

struct ScopeState {
    std::int64_t seq = 0;    // Of the newest row; 0 when the scope holds nothing.
    std::int64_t floor = 0;  // Tombstones up to here are gone: an older cookie needs a snapshot.
};

// A row that left one projection of its scope, but not the scope.
struct LeftRow {
    RecordKey key;
    std::int64_t seq = 0;
};

struct ClientState {
    ClientId id;
    PersonId person;
    std::int64_t last_id = 0;
    Bytes last_hash;
    std::string app_version;
    std::int64_t schema = 0;
    std::int64_t failed_id = 0;  // The command that failed unexpectedly, and how often.
    std::int64_t failures = 0;
    Moment seen_at;  // The newest server time that its chain of commands has shown.
};

struct StoredResult {
    ClientId client;
    CommandResult result;
};

// A command that was not applied, with everything it asked for; kept until settled, >= 90 days.
struct DeadLetter {
    ClientId client;
    PersonId person;
    PushedCommand command;
    Verdict verdict = Verdict::refused;
    WireProblem problem;
    Moment at;
};

struct StoredDue {
    Moment at;
    RecordKey subject;
    Command command;
    std::int64_t failures = 0;
};

struct StoredSession {
    Bytes token_hash;  // SHA-256 of the token; the token itself is nowhere.
    PersonId person;
    Moment created_at;
    Moment used_at;
    Moment expires_at;
    std::string device;  // What a list of sessions shows.
    // A look through a partner's eyes; not given: none is under way.
    PersonId seen_as;
    Moment preview_until;
    std::string preview_reason;
};

struct Credential {
    std::string email;  // Lower case; the key.
    PersonId person;
    std::string password_hash;  // Of libsodium, with its parameters.
    bool must_change = false;
};

struct IdempotentAnswer {
    PersonId person;
    std::string key;
    Bytes request_hash;
    std::int64_t status = 0;
    std::string content_type;
    Bytes body;
    Moment at;
};

struct AuditLine {
    std::int64_t number = 0;  // 1, 2, 3... per scope; given by the store.
    std::string scope;
    Moment at;
    PersonId person;   // Who really did it; not given: the system.
    PersonId seen_as;  // As whom, in a preview.
    std::string event;
    IdBytes subject{};
    std::string detail;  // Codes and reasons; nothing personal.
    Bytes hash;          // audit_hash() of this line and the one before; given by the store.

    void describe(FieldVisitor& v);
};

// The link of the chain: SHA-256 of the previous hash and this line without its hash.
Bytes audit_hash(const AuditLine& line, ByteView previous);

}  // namespace entente
