// What people do, what operators do, and what befalls them.
#include "core/base/format/cbor.h"
#include "tests/sim/world.h"

#include <algorithm>

namespace entente::sim {

void World::somebody_acts() {
    const auto pick =
        static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(devices_.size())));
    Device& device = *devices_[pick];
    if (device.tabs.empty()) return open_tab(device);
    const auto which =
        static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(device.tabs.size())));
    Tab& tab = device.tabs[which];
    if (random_.chance(25)) return somebody_tidies(device, tab);
    const std::optional<Command> command = idea(*tab.session);
    if (!command) return;
    input::Act act{*command, {}};
    if (random_.chance(10)) act.typed_key = "form";
    tell(device.index, tab.number, std::move(act));
}

static std::vector<const Record*> deals_in(const Session& session) {
    const support::Cast cast;
    std::vector<const Record*> deals;
    for (const PartnerId partner : {cast.slalom, cast.avanade}) {
        const auto found = session.view().under("deals_of:" + text_from_id(partner.bytes));
        deals.insert(deals.end(), found.begin(), found.end());
    }
    return deals;
}

std::optional<Command> World::idea(const Session& session) {
    const std::vector<const Record*> deals = deals_in(session);
    const Record* deal = deals.empty() ? nullptr : random_.one_of(deals);
    if (session.identity().actor.partner.given()) return partner_idea(session, deal);
    if (deal == nullptr) return std::nullopt;
    return staff_idea(*deal);
}

static DealForm form_from(const Deal& deal) {
    DealForm form;
    form.customer = deal.customer;
    form.title = deal.title;
    form.objective = deal.objective;
    form.products = deal.products;
    form.lines = deal.lines;
    form.currency = deal.currency;
    form.expected_close = deal.expected_close;
    form.source = deal.source;
    form.type = deal.type;
    form.contact = deal.contact;
    form.notes = deal.notes;
    return form;
}

std::optional<Command> World::partner_idea(const Session&, const Record* record) {
    const std::string note = "note " + std::to_string(++serial_);
    const bool fresh = record == nullptr || random_.chance(40);
    if (fresh) {
        DealId deal;
        for (std::uint8_t& byte : deal.bytes) byte = static_cast<std::uint8_t>(random_.below(256));
        const auto customer = static_cast<int>(random_.below(40));
        DealForm form = support::form_for(customer, random_.between(1'000'00, 900'000'00), note);
        if (random_.chance(50)) return KeepDraft{deal, std::move(form)};
        return SubmitDeal{deal, std::move(form)};
    }
    const auto& deal = body_of<Deal>(*record);
    const DealId id{record->id};
    DealForm form = form_from(deal);
    form.notes = note;
    if (deal.review == Review::draft) {
        if (random_.chance(15)) return DiscardDraft{id};
        if (random_.chance(50)) form.lines[0].amount.minor += random_.below(1'000'00);
        if (random_.chance(50)) return KeepDraft{id, std::move(form)};
        return SubmitDeal{id, std::move(form)};
    }
    if (deal.review == Review::info_requested && random_.chance(70)) {
        return AnswerQuestion{id, std::move(form), note};
    }
    if (random_.chance(25)) return WithdrawDeal{id, note};
    const auto to = static_cast<Stage>(random_.below(5));
    return MoveStage{id, deal.stage, to};
}

std::optional<Command> World::staff_idea(const Record& record) {
    const std::string note = "staff note " + std::to_string(++serial_);
    const DealId id{record.id};
    switch (body_of<Deal>(record).review) {
        case Review::submitted:
            return ClaimDeal{id};
        case Review::in_review:
            if (random_.chance(25)) return AskAboutDeal{id, {"notes"}, note};
            if (random_.chance(60)) return ApproveDeal{id, note, "internal " + note};
            return RejectDeal{id, "not_qualified", note, "internal " + note};
        case Review::conflict:
            return AskAboutDeal{id, {"notes", "contact"}, note};
        case Review::draft:
        case Review::info_requested:
        case Review::approved:
        case Review::won_reported:
        case Review::expired:
        case Review::closed:
            return std::nullopt;
    }
    return std::nullopt;
}

// People deal with what was refused, or take back what was not sent.
void World::somebody_tidies(Device& device, Tab& tab) {
    const std::vector<AttentionItem> items = tab.session->attention();
    if (items.empty()) return;
    const AttentionItem item = random_.one_of(items);
    const OutboxEntry* entry = tab.session->outbox().find(item.id);
    const std::uint64_t key = key_of(entry->pushed);
    InputBody body = input::Withdraw{item.id};
    if (random_.chance(30)) body = input::TakeTheirs{item.id};
    const auto* submit = item.command ? item.command->as<SubmitDeal>() : nullptr;
    if (submit != nullptr && random_.chance(50)) {
        SubmitDeal again = *submit;
        for (std::uint8_t& byte : again.deal.bytes) {
            byte = static_cast<std::uint8_t>(random_.below(256));
        }
        again.form = support::form_for(
            static_cast<int>(random_.below(40)), 5'000'00, "again " + std::to_string(++serial_)
        );
        body = input::EditAndResend{item.id, again};
    }
    const bool edit = std::holds_alternative<input::EditAndResend>(body);
    // An edit may be refused at once; then the item stays, and we only know that it may have gone.
    const auto asked = asked_.find(key);
    const bool before = asked != asked_.end() && asked->second.settled;
    if (asked != asked_.end()) asked->second.settled = true;
    tell(device.index, tab.number, std::move(body));
    const Tab* after = tab_of(device.index, tab.number);
    if (!edit || after == nullptr || asked == asked_.end()) return;
    const OutboxEntry* left = after->session->outbox().find(item.id);
    asked->second.settled = before || left == nullptr || left->pushed.abandoned;
}

static std::vector<PersonId> people() {
    const support::Cast cast;
    return {cast.seller, cast.member, cast.rival, cast.manager};
}

void World::trouble_comes() {
    const auto pick =
        static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(devices_.size())));
    Device& device = *devices_[pick];
    switch (chance_.below(11)) {
        case 0:
            if (troubles_.crash) crash(device);
            break;
        case 1:
            if (troubles_.tabs && !device.tabs.empty() && device.tabs.size() < 3) open_tab(device);
            break;
        case 2:
            if (device.tabs.size() > 1) device.tabs.erase(device.tabs.begin());
            break;
        case 3:
            if (troubles_.clock) {
                const std::int64_t years = chance_.between(-10, 10);
                device.clock = chance_.chance(50) ? 0 : years * 365 * ms_per_day;
            }
            break;
        case 4:
            back_up();
            break;
        case 5:
            if (troubles_.restore && chance_.chance(40)) restore();
            break;
        case 6:
            if (troubles_.grants) change_grants();
            break;
        case 7:
            device.offline = troubles_.lose && !device.offline;
            break;
        case 8:
            if (troubles_.clone && devices_.size() < 7 && chance_.chance(20)) clone(device);
            break;
        case 9:
            if (!troubles_.others) break;
            device.signed_in = chance_.chance(60) ? device.person : chance_.one_of(people());
            break;
        case 10:
            service_->run_due(Moment{now_});
            note_server();
            break;
        default:
            break;
    }
}

// Every tab dies at once; what was relaxed may be gone with the power.
void World::crash(Device& device) {
    device.tabs.clear();
    const auto relaxed = static_cast<std::int64_t>(device.storage.relaxed());
    const bool all = !troubles_.power || healed_;
    device.storage.crash(static_cast<std::size_t>(all ? relaxed : chance_.below(relaxed + 1)));
    if (troubles_.rot && !healed_ && chance_.chance(20)) spoil_base(device);
    if (troubles_.holes && !healed_ && chance_.chance(20)) spoil_outbox(device);
    open_tab(device);
}

static void flip_a_bit(Bytes& bytes, Random& chance) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    bytes[static_cast<std::size_t>(chance.below(size))] ^= 0x10;
}

void World::spoil_base(Device& device) {
    for (auto& [name, bytes] : device.storage.files()) {
        if (name[0] == 'd' || name[0] == 'b') return flip_a_bit(bytes, chance_);
    }
}

// What only that file held may be lost, and nothing else.
void World::spoil_outbox(Device& device) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : device.storage.files()) {
        if (name[0] == 'o' || name[0] == 'O') names.push_back(name);
    }
    if (names.empty()) return;
    const std::string name = chance_.one_of(names);
    Bytes& bytes = device.storage.files()[name];
    const bool single = name[0] == 'o';
    const SegmentKind kind = single ? SegmentKind::outbox : SegmentKind::outbox_compacted;
    if (const auto segment = read_segment(bytes, kind); segment.ok()) {
        for (const ByteView line : segment.value().records) {
            const auto record = from_cbor<LogRecord>(line);
            check(record.ok());
            if (record.value().command) asked_[key_of(*record.value().command)].damaged = true;
        }
    }
    flip_a_bit(bytes, chance_);
}

void World::write_records(const std::vector<Record>& records) {
    const auto written =
        store_.write(Access::of_authority(), [&](StoreWriter& writer) -> entente::Outcome {
            for (const Record& record : records) writer.put(record);
            return Done{};
        });
    check(written.ok());
}

// Noted first, copied then, counted on last: what the note says is never more than the copy holds.
void World::back_up() {
    Backup backup{"backup " + std::to_string(++backups_made_), {}};
    const auto write = [this](const std::function<void(StoreWriter&)>& change) {
        const auto written =
            store_.write(Access::of_authority(), [&](StoreWriter& writer) -> entente::Outcome {
                change(writer);
                return Done{};
            });
        check(written.ok());
    };
    write([&](StoreWriter& writer) { writer.mark_backup(backup.name, Moment{now_}); });
    backup.state = store_.backup();
    write([&](StoreWriter& writer) { writer.confirm_backup(backup.name); });
    backups_.push_back(std::move(backup));
    if (backups_.size() < 3) return;
    write([&](StoreWriter& writer) { writer.forget_backup(backups_.front().name); });
    backups_.erase(backups_.begin());
    // What devices keep is counted by the backups that the database knows.
    const auto stray = [](const Backup& kept) { return kept.stray; };
    backups_.erase(std::remove_if(backups_.begin(), backups_.end(), stray), backups_.end());
}

void World::restore() {
    if (backups_.empty()) return;
    const auto which =
        static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(backups_.size())));
    const Backup& backup = backups_[which];
    for (std::size_t i = 0; i < backups_.size(); i++) backups_[i].stray = i > which;
    store_.restore(*backup.state);
    Epoch epoch{++epoch_number_, {}};
    for (std::uint8_t& byte : epoch.lineage) byte = static_cast<std::uint8_t>(chance_.below(256));
    const auto written =
        store_.write(Access::of_authority(), [&](StoreWriter& writer) -> entente::Outcome {
            writer.raise_epoch(epoch);
            writer.confirm_backup(backup.name);
            return Done{};
        });
    check(written.ok());
    applied_.clear();
    read_lines_.clear();
    last_applied_.clear();
    checkpoints_.clear();
    note_server();
    for (auto& device : devices_) {
        if (!device->tabs.empty()) check_all(*device, device->tabs.back());
    }
}

void World::change_grants() {
    const support::Cast cast;
    const PersonId who = chance_.chance(50) ? cast.member : cast.manager;
    std::vector<Record> changed;
    store_.read(Access::of_authority(), [&](StoreReader& reader) {
        Record record = reader.record({Kind::person, who.bytes})->record;
        auto& person = body_of<Person>(record);
        record.version++;
        record.changed_at = Moment{now_};
        if (who == cast.member) {
            person.role = person.role == "member" ? "seller" : "member";
        } else if (person.assigned_partners.size() > 1) {
            person.assigned_partners.pop_back();
        } else {
            person.assigned_partners = {cast.slalom, cast.avanade};
        }
        changed.push_back(std::move(record));
    });
    write_records(changed);
}

// A profile copied to another machine: two devices that take themselves for the same one.
void World::clone(const Device& device) {
    auto twin = std::make_unique<Device>();
    twin->index = devices_.size();
    twin->person = twin->signed_in = device.person;
    twin->storage.fence = !bugs_.skip_fence;
    FileCommit everything{device.storage.files(), {}, true};
    check(twin->storage.commit(0, everything) == CommitOutcome::ok);
    twin->durable = device.durable;
    devices_.push_back(std::move(twin));
    open_tab(*devices_.back());
}

}  // namespace entente::sim
