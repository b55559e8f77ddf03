// The one door of the rules: what a command needs, and what it changes or why it is refused.
//
// The browser runs it for an instant answer, the server for the truth, the simulation for both.
// Nothing here waits: the host loads what needs() names, then decide() is a pure function of it.
#pragma once

#include "core/base/places/public_suffix.h"
#include "core/domain/commands/deals.h"
#include "core/domain/permission.h"
#include "core/domain/records/record_index.h"

#include <set>

namespace entente {

// Who acts. `system` commands have no person and hold every right that they need.
struct Actor {
    PersonId person;
    std::string name;
    PartnerId partner;  // Not given: staff or system.
    Permissions permissions;
    std::vector<PartnerId> assigned_partners;  // Those of their regions among them.
    bool system = false;
    std::vector<std::string> assigned_regions;
};

// Records and lookups a command must see, and the guard keys it must hold while it runs.
struct Needs {
    std::vector<RecordKey> records;
    std::vector<std::string> index_keys;  // Every record under these keys.
    std::vector<std::string> guards;      // "cap:<partner>", "match:<key>"; locked in order.
};

// The guard of one record: of whatever a command reads and then writes anew. That of the subject is
// among every command's.
std::string guard_of(const RecordKey& key);

// The records that were loaded. Small on a server; a whole cache can stand behind it in a browser.
class RecordSource {
public:
    virtual ~RecordSource() = default;
    // Null when there is none.
    virtual const Record* find(const RecordKey& key) const = 0;
    // Those under an exact index key, in ascending order of id.
    virtual std::vector<const Record*> under(std::string_view index_key) const = 0;
};

// A RecordSource over a map, with its index kept true.
class RecordMap final : public RecordSource {
public:
    // By key, which stands in the record itself.
    struct Order {
        using is_transparent = void;
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            return key_of(a) < key_of(b);
        }
        static RecordKey key_of(const Record& record) { return record.key(); }
        static const RecordKey& key_of(const RecordKey& key) { return key; }
    };
    using Records = std::set<Record, Order>;

    RecordMap() = default;
    RecordMap(const RecordMap& other);
    RecordMap(RecordMap&&) = default;
    RecordMap& operator=(RecordMap other);
    ~RecordMap() override = default;

    const Record* find(const RecordKey& key) const override;
    std::vector<const Record*> under(std::string_view index_key) const override;
    void put(Record record);
    void remove(const RecordKey& key);
    const Records& all() const { return records_; }
    // All of them in their order, out of the map.
    std::vector<Record> take();
    void clear();

private:
    Records records_;
    RecordIndex index_;  // The records stay where they are while they are in the map.
};

// Gives the numbers people read. The server counts for ever; a device gives none.
class NumberSource {
public:
    virtual ~NumberSource() = default;
    // 1, 2, 3... per name, or 0 where no number can be given yet.
    virtual std::int64_t next(std::string_view name) = 0;
};

struct Context {
    const Actor& actor;
    Moment now;  // Server receipt on the server; the device's clock in a preview.
    const Program& program;
    NumberSource& numbers;
    IdBytes command_seed{};  // From client and command id: what new ids are derived from.
    bool authority = false;  // True only on the server: the answer is the truth.
    const PublicSuffixes* suffixes = nullptr;  // Null: before the list has arrived.
    Moment proved_not_before;  // An offline claim's earliest possible moment; not given: now.
};

// A moment at which the system must look again.
struct Due {
    Moment at;
    Command command;
};

// What falls due for a record as it stands: what a store is filled with that begins with records.
std::vector<Due> dues_of(const Record& record, const Program& program);

struct Changes {
    std::vector<Record> puts;  // Whole records with their new versions.
    std::vector<RecordKey> removals;
    std::vector<Due> dues;  // Replace those of the same record and command.
};

// What must be loaded and locked before decide() can run.
Needs needs(const Command& command, const Actor& actor);

// What is needed beyond that, seen only once the first records are there (match keys of a draft).
// Ask again with what that brought until an answer holds nothing new: a rival names its keys, its
// contest and the parties to that.
Needs further_needs(const Command& command, const RecordSource& records, const Context& context);

// The changes, or the first problem in the order in which a person should hear it.
Result<Changes> decide(const Command& command, const RecordSource& records, const Context& context);

// Every problem of a form at once, one per field, for a screen that shows them beside the fields.
// The first one is the one decide() would name.
std::vector<Problem> problems_of(
    const DealForm& form, const RecordSource& records, const Context& context
);

}  // namespace entente
