// Commands from anywhere, against the rules and a world that is lived in.
//
// The first byte chooses: even, a command's arguments as they come over the wire (a name, a zero,
// CBOR); odd, a handful of whole commands made from the bytes, one acting on what the one before
// left. Whoever acts is somebody of the demo, or the system.
#include "core/base/format/field_walk.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/demo.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/rollup.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"
#include "tests/fuzz/from_bytes.h"
#include "tests/fuzz/shipped.h"

#include <algorithm>
#include <set>

using namespace entente;
using namespace entente::fuzz;

namespace {

class CountingNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return ++count_; }

private:
    std::int64_t count_ = 0;
};

// What changed since the demo; beneath it the demo, which stays as it is.
class Changed final : public RecordSource {
public:
    explicit Changed(const RecordMap& base) : base_(base) {}

    const Record* find(const RecordKey& key) const override {
        if (const Record* own = own_.find(key)) return own;
        return hidden_.contains(key) ? nullptr : base_.find(key);
    }
    std::vector<const Record*> under(std::string_view index_key) const override {
        std::vector<const Record*> all = own_.under(index_key);
        for (const Record* record : base_.under(index_key)) {
            if (!hidden_.contains(record->key())) all.push_back(record);
        }
        std::sort(all.begin(), all.end(), [](const Record* a, const Record* b) {
            return a->id < b->id;
        });
        return all;
    }
    void put(Record record) {
        hidden_.insert(record.key());
        own_.put(std::move(record));
    }
    void remove(const RecordKey& key) {
        hidden_.insert(key);
        own_.remove(key);
    }

private:
    const RecordMap& base_;
    RecordMap own_;
    std::set<RecordKey> hidden_;
};

// The texts of the program: its keys, and what else is short.
class Texts final : public FieldWalk {
public:
    explicit Texts(std::set<std::string>& texts) : texts_(texts) {}

    void text(std::string_view name, std::string& value) override {
        if (name == "key" || (name.empty() && value.size() < 30)) texts_.insert(value);
    }

private:
    std::set<std::string>& texts_;
};

struct World {
    World() {
        const LoadedProgram& loaded = shipped_program();
        pool.now = Moment{1'800'000'000'000};
        const DemoSize size{.partners = 33, .deals = 60, .seller_deals = 30};
        for (Record& record : demo_records(loaded, 7, pool.now, size)) {
            pool.take(record);
            if (record.kind() == Kind::person) people.push_back({record.id});
            records.put(std::move(record));
        }
        std::set<std::string> texts{
            "",
            "US",
            "DE",
            "northgaterail.com",
            "nair@northgaterail.com",
            "deal_won",
            "Automate inspection work orders in 41 depots and hand exceptions to planners.",
            "lines",
            "customer",
            "https://example.com/x",
            "en",
            "Europe/Berlin"};
        Program program = loaded.program;
        Texts collected(texts);
        program.describe(collected);
        pool.texts.assign(texts.begin(), texts.end());
    }

    Pool pool;
    RecordMap records;
    std::vector<PersonId> people;
};

const World& world() {
    static const World made;
    return made;
}

Actor actor_from(ByteSource& bytes, const RecordSource& records) {
    const std::size_t chosen = bytes.below(world().people.size() + 8);
    if (chosen >= world().people.size()) {
        Actor system;
        system.system = true;
        return system;
    }
    const PersonId id = world().people[chosen];
    const auto& person = body_of<Person>(*records.find({Kind::person, id.bytes}));
    const Record* partner = records.find({Kind::partner, person.partner.bytes});
    const Lifecycle lifecycle =
        partner != nullptr ? body_of<Partner>(*partner).lifecycle : Lifecycle::ended;
    return {
        .person = id,
        .name = person.name,
        .partner = person.partner,
        .permissions = permissions_on(
            shipped_program().program,
            person,
            lifecycle,
            certificates_of(person.partner, records),
            date_of(world().pool.now)
        ),
        .assigned_partners = person.assigned_partners,
        .system = false};
}

// What every accepted command keeps, whatever it is about.
void check_sound(const Changes& changes, const RecordSource& before, const Actor& actor) {
    std::set<RecordKey> seen;
    for (const Record& record : changes.puts) {
        check(seen.insert(record.key()).second);
        const Record* old = before.find(record.key());
        check(record.version == (old != nullptr ? old->version : 0) + 1);
        check(old == nullptr || scope_of(*old) == scope_of(record));
        const bool systems = !record.changed_by.given();
        check(systems || actor.system || reaches(actor, record));
        const auto back = record_from_cbor(record.kind(), cbor_from_record(record));
        check(back.ok() && back.value() == record);
        check(!index_keys(record).empty() || record.kind() == Kind::program);
    }
    for (const RecordKey& key : changes.removals) check(before.find(key) != nullptr);
}

void decide_it(
    const Command& command,
    const Actor& actor,
    ByteSource& bytes,
    std::uint64_t number,
    Changed& records
) {
    static CountingNumbers numbers;
    const Moment now = world().pool.now + static_cast<std::int64_t>(bytes.byte()) * ms_per_hour;
    const Context context{
        .actor = actor,
        .now = now,
        .program = shipped_program().program,
        .numbers = numbers,
        .command_seed = derived_id({}, "fuzz", number),
        .authority = (bytes.byte() & 3U) != 0};
    needs(command, actor);
    further_needs(command, records, context);
    const Result<Changes> changes = decide(command, records, context);
    if (!changes.ok()) return;
    check_sound(changes.value(), records, actor);
    for (const Record& record : changes.value().puts) records.put(record);
    for (const RecordKey& key : changes.value().removals) records.remove(key);
}

void read_arguments(ByteView bytes) {
    const auto end = std::find(bytes.begin(), bytes.end(), 0);
    const std::string name(bytes.begin(), end);
    if (end == bytes.end()) return;
    const auto command = command_from_args(name, 1, {end + 1, bytes.end()});
    if (!command.ok()) return;
    const Bytes args = args_from_command(command.value());
    const auto again = command_from_args(name, 1, args);
    check(again.ok());
    check(args_from_command(again.value()) == args);
    Changed records(world().records);
    ByteSource rest(args);
    decide_it(command.value(), actor_from(rest, records), rest, 0, records);
}

void act(ByteSource bytes) {
    static const std::vector<std::string_view> names = command_names();
    constexpr std::uint64_t commands_max = 8;
    Changed records(world().records);
    for (std::uint64_t i = 0; i < commands_max && !bytes.empty(); i++) {
        const CommandRule* rule = command_rule_named(names[bytes.below(names.size())]);
        const Actor actor = actor_from(bytes, records);
        Command command = rule->empty();
        FromBytes fields(bytes, world().pool, rule->subject);
        command.describe(fields);
        if (subject_of(command).id == IdBytes{}) continue;
        decide_it(command, actor, bytes, i, records);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const ByteView rest{bytes + 1, size - 1};
    if (bytes[0] % 2 == 0) {
        read_arguments(rest);
    } else {
        act(ByteSource(rest));
    }
    return 0;
}
