// What must hold after every step, whatever happened.
#include "core/base/format/cbor.h"
#include "core/base/hash/hash.h"
#include "server-stub/sync_commands.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace entente::sim {

std::uint64_t key_of(const PushedCommand& command) {
    Bytes bytes(command.name.begin(), command.name.end());
    bytes.insert(bytes.end(), command.args.begin(), command.args.end());
    // Two acts with the same words are told apart by when they were done.
    const std::string at = std::to_string(command.at.ms);
    bytes.insert(bytes.end(), at.begin(), at.end());
    return hash64(bytes);
}

void World::broken(const std::string& what) {
    if (outcome_.broken.empty()) {
        outcome_.broken =
            what + " (step " + std::to_string(outcome_.steps) + "; " + troubles_.text() + ")";
    }
}

// The person was told these were taken; from now on they are ours to answer for.
void World::note_asked(Device& device, const Session& session) {
    for (const OutboxEntry& entry : session.outbox().entries()) {
        const std::uint64_t key = key_of(entry.pushed);
        Asked& asked = asked_[key];
        if (asked.what.empty()) {
            asked.device = device.index;
            asked.what = entry.pushed.name + " " + std::to_string(entry.id());
        }
        commands_[hex_from_bytes(entry.pushed.hash)] = key;
        if (!session.saved(entry.id()) || asked.saved) continue;
        asked.saved = true;
        if (device.durable.count(key) == 0) {
            broken("I6: " + asked.what + " is called saved and stands in no file");
        }
    }
}

void World::note_files(Device& device, const FileCommit& commit) {
    for (const auto& [name, bytes] : commit.puts) {
        if (name[0] != 'o') continue;
        const auto segment = read_segment(bytes, SegmentKind::outbox);
        check(segment.ok());
        for (const ByteView line : segment.value().records) {
            const auto record = from_cbor<LogRecord>(line);
            check(record.ok());
            if (record.value().command) device.durable.insert(key_of(*record.value().command));
        }
    }
}

// The audit log says what the server applied, in the transaction that applied it.
void World::note_server() {
    const support::Cast cast;
    const std::string scopes[] = {partner_scope(cast.slalom), partner_scope(cast.avanade), "staff"};
    store_.read(Access::of_authority(), [&](StoreReader& reader) {
        for (const std::string& scope : scopes) {
            for (const AuditLine& line : reader.audit_after(scope, read_lines_[scope], SIZE_MAX)) {
                read_lines_[scope] = line.number;
                const auto command = commands_.find(line.detail);
                if (command == commands_.end()) continue;
                const int times = ++applied_[command->second];
                const Asked& asked = asked_[command->second];
                if (times > 1) broken("I2: " + asked.what + " was applied twice");
                if (line.person != devices_[asked.device]->person) {
                    broken("I2: " + asked.what + " was applied as somebody else's");
                }
            }
        }
    });
}

std::vector<Bucket> World::buckets_for(PersonId person) {
    std::vector<Bucket> buckets;
    store_.read(Access::of_authority(), [&](StoreReader& reader) {
        const auto record = reader.record({Kind::person, person.bytes});
        const Actor actor =
            actor_from(reader, person, body_of<Person>(record->record), *program_, Moment{now_});
        const support::Cast cast;
        buckets = buckets_of(actor, *program_, {cast.slalom, cast.avanade});
    });
    return buckets;
}

std::vector<BucketSum> World::sums_for(PersonId person) {
    std::vector<BucketSum> sums;
    for (const Bucket& bucket : buckets_for(person)) {
        std::uint64_t sum = 0;
        store_.read(Access::of_authority(), [&](StoreReader& reader) {
            for (const StoredRecord& row :
                 reader.live_after(bucket.scope, std::nullopt, SIZE_MAX)) {
                if (!is_visible(row.record, bucket.viewer)) continue;
                sum += row_hash(row.record.key(), row.record.version);
            }
        });
        sums.push_back({bucket.name(), static_cast<std::int64_t>(sum)});
    }
    return sums;
}

static std::string digest_of(const Epoch& epoch, const std::vector<BucketSum>& sums) {
    std::string digest = std::to_string(epoch.number);
    for (const BucketSum& sum : sums) digest += "|" + sum.bucket + "=" + std::to_string(sum.sum);
    return digest;
}

// Remembered before an answer leaves: only such states may ever be a base.
void World::note_checkpoint(PersonId person) {
    Epoch epoch;
    store_.read(Access::of_authority(), [&](StoreReader& reader) { epoch = reader.epoch(); });
    checkpoints_[person][digest_of(epoch, sums_for(person))] = ++checkpoint_;
}

void World::check_all(Device& device, Tab& tab) {
    note_asked(device, *tab.session);
    if (&tab == &device.tabs.back()) check_kept(device, tab);
    check_base(device, tab);
}

// I1: what was called saved is with the device, with the server, or in Needs attention.
void World::check_kept(Device& device, Tab& tab) {
    const Session& session = *tab.session;
    if (session.pill().state == PillState::not_loaded) return;
    Epoch epoch;
    std::map<std::uint64_t, const OutboxEntry*> here;
    for (const OutboxEntry& entry : session.outbox().entries()) here[key_of(entry.pushed)] = &entry;
    store_.read(Access::of_authority(), [&](StoreReader& reader) { epoch = reader.epoch(); });
    for (const auto& [key, asked] : asked_) {
        if (asked.device != device.index || !asked.saved || asked.settled) continue;
        const auto entry = here.find(key);
        const bool applied = applied_.count(key) > 0;
        if (entry == here.end()) {
            if (!applied && !asked.damaged)
                broken("I1: " + asked.what + " was saved and is nowhere");
            continue;
        }
        const OutboxEntry& kept = *entry->second;
        if (!kept.result) continue;
        if (!kept.result->accepted()) {
            if (!kept.attention()) broken("I1: " + asked.what + " was refused and is not shown");
        } else if (!applied && session.outbox().epoch() == epoch) {
            broken("I1: " + asked.what + " is called applied and is not");
        }
    }
}

// I3 and I4: a base is what the server once was for these eyes, and never an older such moment.
void World::check_base(Device& device, Tab& tab) {
    const BaseRows& base = tab.session->base();
    if (base.epoch().number == 0) return;
    if (base.epoch().number != epoch_number_) return;  // Still another lineage's.
    const std::string digest = digest_of(base.epoch(), base.sums());
    const auto& known = checkpoints_[device.person];
    const auto found = known.find(digest);
    if (found == known.end()) return broken("I4: a base that the server never was");
    const std::vector<std::int64_t> here{base.epoch().number, found->second};
    if (here < tab.checkpoint) return broken("I4: a base went back");
    tab.checkpoint = here;
}

// I3, byte for byte, when nothing is under way.
void World::check_quiet() {
    for (const auto& device : devices_) {
        const Session& session = *device->tabs.back().session;
        std::map<RecordKey, Bytes> expected;
        for (const Bucket& bucket : buckets_for(device->person)) {
            store_.read(Access::of_authority(), [&](StoreReader& reader) {
                for (const StoredRecord& row :
                     reader.live_after(bucket.scope, std::nullopt, SIZE_MAX)) {
                    const auto seen = project(row.record, bucket.viewer);
                    if (seen) expected[seen->key()] = cbor_from_record(*seen);
                }
            });
        }
        std::map<RecordKey, Bytes> held;
        for (const Record& record : session.base().rows().all()) {
            held[record.key()] = cbor_from_record(record);
        }
        if (held != expected) {
            broken("I3: device " + std::to_string(device->index) + " holds other rows");
        }
    }
}

}  // namespace entente::sim
