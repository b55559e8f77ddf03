#include "core/domain/demo/world.h"

#include "core/domain/enablement/award.h"

#include <algorithm>

namespace entente {

std::uint64_t DemoChance::next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EB;
    return z ^ (z >> 31U);
}

std::int32_t DemoChance::below(std::int32_t bound) {
    check(bound > 0);
    return static_cast<std::int32_t>(next() % static_cast<std::uint64_t>(bound));
}

static IdBytes root_of(std::uint64_t seed) {
    return derived_id({}, "demo", seed);
}

DemoWorld::DemoWorld(const LoadedProgram& loaded, std::uint64_t seed, Moment now)
    : loaded_(loaded), root_(root_of(seed)), now_(now), chance_(seed) {}

IdBytes DemoWorld::id(std::string_view name, std::uint64_t index) const {
    return derived_id(root_, name, index);
}

void DemoWorld::add(const IdBytes& id, Moment at, RecordBody body) {
    Record record{
        .id = id,
        .version = 1,
        .created_at = at,
        .changed_at = at,
        .changed_by = {},
        .body = std::move(body)};
    check(records_.find(record.key()) == nullptr);
    std::vector<Due> dues = dues_of(record, program());
    records_.put(std::move(record));
    for (Due& due : dues) plan_due(std::move(due));
}

// ---- Time ---------------------------------------------------------------------------------------

void DemoWorld::plan(Moment at, std::function<void()> happening) {
    if (at > now_) return;
    happenings_.push_back({std::max(at, time_), planned_++, std::move(happening)});
    std::push_heap(happenings_.begin(), happenings_.end());
}

// What falls due follows from the record as it stands: a change brings new dues in place of these.
void DemoWorld::plan_due(Due due) {
    if (due.at > now_) return;
    const RecordKey subject = subject_of(due.command);
    const Record* record = records_.find(subject);
    const std::int64_t version = record == nullptr ? 0 : record->version;
    plan(due.at, [this, subject, version, command = std::move(due.command)] {
        const Record* stands = records_.find(subject);
        if (stands != nullptr && version != 0 && stands->version != version) return;
        Actor system;
        system.system = true;
        run(system, command, {});
    });
}

void DemoWorld::live() {
    while (!happenings_.empty()) {
        std::pop_heap(happenings_.begin(), happenings_.end());
        const Happening next = std::move(happenings_.back());
        happenings_.pop_back();
        time_ = next.at;
        next.happen();
    }
    time_ = now_;
}

// ---- Acts ---------------------------------------------------------------------------------------

bool DemoWorld::run(const Actor& actor, const Command& command, Moment proved) {
    const Context context{
        .actor = actor,
        .now = time_,
        .program = program(),
        .numbers = numbers_,
        .command_seed = id("command", commands_++),
        .authority = true,
        .suffixes = nullptr,
        .proved_not_before = proved};
    Result<Changes> changes = decide(command, records_, context);
    if (!changes.ok()) return false;
    for (Record& record : changes.value().puts) records_.put(std::move(record));
    for (const RecordKey& key : changes.value().removals) records_.remove(key);
    for (Due& due : changes.value().dues) plan_due(std::move(due));
    return true;
}

void DemoWorld::act(PersonId person_id, const Command& command, Moment proved) {
    const Person& who = person(person_id);
    const Certificates held = certificates_of(who.partner, records_);
    const Record* partner = records_.find({Kind::partner, who.partner.bytes});
    const Lifecycle lifecycle =
        partner != nullptr ? body_of<Partner>(*partner).lifecycle : Lifecycle::ended;
    const Actor actor{
        .person = person_id,
        .name = who.name,
        .partner = who.partner,
        .permissions = permissions_on(program(), who, lifecycle, held, day()),
        .assigned_partners = who.assigned_partners,
        .system = false};
    check(run(actor, command, proved));
}

std::vector<Record> DemoWorld::take() {
    return records_.take();
}

const Deal& DemoWorld::deal(DealId deal_id) const {
    const Record* record = records_.find({Kind::deal, deal_id.bytes});
    check(record != nullptr);
    return body_of<Deal>(*record);
}

const Person& DemoWorld::person(PersonId person_id) const {
    const Record* record = records_.find({Kind::person, person_id.bytes});
    check(record != nullptr);
    return body_of<Person>(*record);
}

}  // namespace entente
