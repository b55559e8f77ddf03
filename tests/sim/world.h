// The simulated world: devices with their tabs, one server, a network that fails, operators, and
// people who work. Virtual time, one seed; after every step the invariants are asked.
#pragma once

#include "core/sync/session.h"
#include "server-stub/store_memory.h"
#include "server-stub/sync_service.h"
#include "tests/sim/random.h"
#include "tests/support/sim_storage.h"
#include "tests/support/small_program.h"

#include <memory>
#include <queue>
#include <set>
#include <string>

namespace entente::sim {

// Mistakes put in on purpose; a simulation that misses one proves nothing.
struct PlantedBugs {
    SessionFaults session;
    bool last_id_outside_the_transaction = false;
    bool yesterdays_grants = false;
    bool skip_fence = false;
};

// Which troubles this seed has: a random subset, so that each also meets the others' absence.
struct Troubles {
    bool lose = false;
    bool repeat = false;
    bool delay = false;
    bool cut = false;
    bool portal = false;
    bool storms = false;
    bool disk = false;
    bool crash = false;
    bool power = false;
    bool rot = false;  // Base files are damaged.
    bool tabs = false;
    bool clock = false;
    bool restore = false;
    bool grants = false;
    bool clone = false;
    bool others = false;  // Somebody else signs in beside an open page.
    bool holes = false;   // Outbox files are damaged.

    std::string text() const;  // Their names.
};
Troubles troubles_of(Random& random);

struct Tab {
    std::unique_ptr<Session> session;
    std::int64_t generation = 0;
    std::int64_t number = 0;               // Events for a tab that is gone find nobody.
    std::int64_t late = 0;                 // Requests whose answer was given up.
    std::vector<std::int64_t> checkpoint;  // {lineage, number}: where its base stands.
};

struct Device {
    std::size_t index = 0;
    PersonId person;
    PersonId signed_in;  // In this browser, by now.
    SimStorage storage;
    std::vector<Tab> tabs;  // The last one owns the store.
    std::int64_t clock = 0;
    bool offline = false;
    std::set<std::uint64_t> durable;  // Acts in files that were committed, by their key.
};

// Something a person was told is accepted.
struct Asked {
    std::size_t device = 0;
    std::string what;
    bool saved = false;    // The screen has said so.
    bool settled = false;  // The person has dealt with it since.
    bool damaged = false;  // Stood in a file that the disk spoiled.
};

struct Outcome {
    std::uint64_t steps = 0;
    std::uint64_t trace = 0;
    std::size_t asked = 0;
    std::size_t applied = 0;
    std::string broken;  // Which invariant, where; empty when all hold.
};

// What makes an act itself, under whatever identity and number it travels.
std::uint64_t key_of(const PushedCommand& command);

class World {
public:
    World(std::uint64_t seed, const PlantedBugs& bugs);
    ~World();

    sim::Outcome run(std::uint64_t steps);

private:
    struct Event {
        std::int64_t at = 0;
        std::uint64_t order = 0;
        std::function<void()> happen;
        bool operator<(const Event& other) const {
            return at != other.at ? at > other.at : order > other.order;
        }
    };
    struct Backup {
        std::string name;
        std::shared_ptr<const MemoryState> state;
        bool stray = false;  // The database was set back to before it, and does not know it.
    };

    // world.cpp
    void later(std::int64_t ms, std::function<void()> happen);
    void live(std::uint64_t steps);
    void step();
    void settle_down();
    std::string restless() const;
    void open_tab(Device& device);
    void tell(std::size_t device, std::int64_t tab, InputBody body);
    void carry_out(Device& device, Tab& tab, Effects& effects);
    void commit(std::size_t device, std::int64_t tab, Commit commit);
    void send(std::size_t device, std::int64_t tab, Send send);
    void serve(std::size_t device, std::int64_t tab, const Send& send);
    void answer(std::size_t device, std::int64_t tab, input::Answered answer, bool in_time);
    Tab* tab_of(std::size_t device, std::int64_t number);

    // people.cpp
    void somebody_acts();
    std::optional<Command> idea(const Session& session);
    std::optional<Command> partner_idea(const Session& session, const Record* deal);
    std::optional<Command> staff_idea(const Record& deal);
    void somebody_tidies(Device& device, Tab& tab);
    void trouble_comes();
    void crash(Device& device);
    void spoil_base(Device& device);
    void spoil_outbox(Device& device);
    void back_up();
    void restore();
    void change_grants();
    void clone(const Device& device);
    void write_records(const std::vector<Record>& records);

    // invariants.cpp
    void note_asked(Device& device, const Session& session);
    void note_files(Device& device, const FileCommit& commit);
    void note_server();
    void note_checkpoint(PersonId person);
    void check_all(Device& device, Tab& tab);
    void check_kept(Device& device, Tab& tab);
    void check_base(Device& device, Tab& tab);
    void check_quiet();
    std::vector<BucketSum> sums_for(PersonId person);
    std::vector<Bucket> buckets_for(PersonId person);
    void broken(const std::string& what);

    Random random_;
    Random chance_;  // Of the world; `random_` is what people and troubles draw from.
    PlantedBugs bugs_;
    Troubles troubles_;
    bool healed_ = false;
    std::int64_t now_ = support::first_moment.ms;
    std::uint64_t order_ = 0;
    std::int64_t tabs_ = 0;
    std::int64_t serial_ = 0;
    std::priority_queue<Event> events_;
    std::shared_ptr<const Program> program_;
    MemoryStore store_;
    std::unique_ptr<SyncService> service_;
    std::vector<std::unique_ptr<Device>> devices_;
    std::vector<Backup> backups_;
    std::int64_t epoch_number_ = 1;
    std::int64_t backups_made_ = 0;

    std::map<std::uint64_t, Asked> asked_;            // By the hash of name and arguments.
    std::map<std::string, std::uint64_t> commands_;   // Hash of a command to the key of asked_.
    std::map<std::uint64_t, int> applied_;            // How often, in the server's present lineage.
    std::map<std::string, std::int64_t> read_lines_;  // Of the audit log, by scope.
    std::map<std::string, std::int64_t> last_applied_;  // By client.
    // What a person could have been told, by the sums of their buckets: the newest such moment.
    std::map<PersonId, std::map<std::string, std::int64_t>> checkpoints_;
    std::int64_t checkpoint_ = 0;
    sim::Outcome outcome_;
};

}  // namespace entente::sim
