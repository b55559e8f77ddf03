#include "core/domain/demo/world.h"

#include "core/domain/enablement/award.h"

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
    records_.put(std::move(record));
}

void DemoWorld::run(const Actor& actor, Moment at, const Command& command, Moment proved) {
    const Context context{
        .actor = actor,
        .now = at,
        .program = program(),
        .numbers = numbers_,
        .command_seed = id("command", commands_++),
        .authority = true,
        .suffixes = nullptr,
        .proved_not_before = proved};
    Result<Changes> changes = decide(command, records_, context);
    check(changes.ok());
    for (Record& record : changes.value().puts) records_.put(std::move(record));
    for (const RecordKey& key : changes.value().removals) records_.remove(key);
}

void DemoWorld::act(PersonId person_id, Moment at, const Command& command, Moment proved) {
    const Person& who = person(person_id);
    const Certificates held = certificates_of(who.partner, records_);
    const Record* partner = records_.find({Kind::partner, who.partner.bytes});
    const Lifecycle lifecycle =
        partner != nullptr ? body_of<Partner>(*partner).lifecycle : Lifecycle::ended;
    const Actor actor{
        .person = person_id,
        .name = who.name,
        .partner = who.partner,
        .permissions = permissions_on(program(), who, lifecycle, held, date_of(at)),
        .assigned_partners = who.assigned_partners,
        .system = false};
    run(actor, at, command, proved);
}

void DemoWorld::act_as_system(Moment at, const Command& command) {
    Actor actor;
    actor.system = true;
    run(actor, at, command, {});
}

void DemoWorld::close_deal(PersonId person_id, Moment at, DealId deal_id, DealOutcome outcome) {
    const Record* before = records_.find({Kind::deal, deal_id.bytes});
    check(before != nullptr);
    Record record = *before;
    record.version++;
    record.changed_at = at;
    record.changed_by = person_id;
    auto& closed = body_of<Deal>(record);
    HistoryLine line;
    line.partner = closed.partner;
    line.subject = record.id;
    line.owner = closed.owner;
    line.person = person_id;
    line.person_name = person(person_id).name;
    line.at = at;
    line.event = outcome == DealOutcome::won ? "deal_won" : "deal_lost";
    line.from = std::string(name_of(closed.review));
    line.to = std::string(name_of(Review::closed));
    closed.review = Review::closed;
    closed.outcome = outcome;
    closed.protection = Protection::none;
    closed.decided_at = at;
    if (outcome == DealOutcome::lost) {
        const std::vector<NamedKey>& reasons = program().loss_reasons;
        const auto index = chance_.below(static_cast<std::int32_t>(reasons.size()) - 1);
        closed.decision_reason = reasons[static_cast<std::size_t>(index)].key;
    }
    records_.put(std::move(record));
    add(id("closing", commands_++), at, std::move(line));
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
