#include "tests/sim/world.h"

#include "core/base/hash/hash.h"

#include <algorithm>
#include <stdexcept>

namespace entente::sim {

static constexpr std::int64_t virtual_day = ms_per_day;
static constexpr std::uint64_t settle_steps_max = 20'000;

Troubles troubles_of(Random& random) {
    Troubles troubles;
    bool* const all[] = {
        &troubles.lose,
        &troubles.repeat,
        &troubles.delay,
        &troubles.cut,
        &troubles.portal,
        &troubles.storms,
        &troubles.disk,
        &troubles.crash,
        &troubles.power,
        &troubles.rot,
        &troubles.tabs,
        &troubles.clock,
        &troubles.restore,
        &troubles.grants,
        &troubles.clone,
        &troubles.others,
        &troubles.holes};
    for (bool* trouble : all) *trouble = random.chance(45);
    // Not together: what was answered under an identity that is given up is in no journal.
    if (troubles.restore) troubles.clone = troubles.holes = false;
    return troubles;
}

std::string Troubles::text() const {
    const std::pair<bool, const char*> all[] = {
        {lose, "lose"},
        {repeat, "repeat"},
        {delay, "delay"},
        {cut, "cut"},
        {portal, "portal"},
        {storms, "storms"},
        {disk, "disk"},
        {crash, "crash"},
        {power, "power"},
        {rot, "rot"},
        {tabs, "tabs"},
        {clock, "clock"},
        {restore, "restore"},
        {grants, "grants"},
        {clone, "clone"},
        {others, "others"},
        {holes, "holes"}};
    std::string text;
    for (const auto& [on, name] : all) {
        if (on) text += (text.empty() ? "" : " ") + std::string(name);
    }
    return text;
}

static Epoch epoch_of(std::int64_t number, Random& random) {
    Epoch epoch{number, {}};
    for (std::uint8_t& byte : epoch.lineage) byte = static_cast<std::uint8_t>(random.below(256));
    return epoch;
}

World::World(std::uint64_t seed, const PlantedBugs& bugs)
    : random_(seed * 2 + 1),
      chance_(seed),
      bugs_(bugs),
      troubles_(troubles_of(chance_)),
      program_(support::small_program()),
      store_(epoch_of(1, chance_)) {
    SyncServiceOptions options;
    options.program = [this](StoreReader&) { return program_; };
    options.secret = Bytes(32, 7);
    // Small pages, so that a first sync takes several and is interrupted between them.
    options.page_rows = static_cast<std::size_t>(chance_.between(4, 40));
    options.faults.yesterdays_grants = bugs.yesterdays_grants;
    if (bugs.last_id_outside_the_transaction) {
        options.faults.last_id_outside_the_transaction = [this] {
            return !healed_ && chance_.chance(5);
        };
    }
    service_ = std::make_unique<SyncService>(store_, std::move(options));
    write_records(support::cast_records(*program_));
    const support::Cast cast;
    for (const PersonId person :
         {cast.seller, cast.seller, cast.member, cast.rival, cast.manager}) {
        auto device = std::make_unique<Device>();
        device->index = devices_.size();
        device->person = device->signed_in = person;
        device->storage.fence = !bugs.skip_fence;
        if (troubles_.disk) {
            device->storage.trouble = [this] {
                if (healed_ || !chance_.chance(4)) return CommitOutcome::ok;
                return chance_.one_of<CommitOutcome>(
                    {CommitOutcome::lost, CommitOutcome::io_error, CommitOutcome::quota}
                );
            };
        }
        devices_.push_back(std::move(device));
        open_tab(*devices_.back());
    }
}

World::~World() = default;

void World::later(std::int64_t ms, std::function<void()> happen) {
    events_.push({now_ + std::max<std::int64_t>(ms, 0), order_++, std::move(happen)});
}

// A check that fails is a bug of ours; the story ends there, with its place.
sim::Outcome World::run(std::uint64_t steps) {
    const CheckHandler before =
        set_check_handler([](const char* condition, const char* file, int line) {
            const std::string place = std::string(file) + ":" + std::to_string(line);
            throw std::logic_error(place + " " + condition);
        });
    try {
        live(steps);
        settle_down();
    } catch (const std::logic_error& failed) {
        broken(std::string("a check failed: ") + failed.what());
    }
    set_check_handler(before);
    outcome_.asked = asked_.size();
    outcome_.applied = applied_.size();
    return outcome_;
}

void World::live(std::uint64_t steps) {
    while (outcome_.steps < steps && outcome_.broken.empty()) {
        // People and troubles come between what is under way.
        if (events_.empty() || chance_.chance(12)) {
            now_ += chance_.chance(3) ? chance_.below(virtual_day) : chance_.below(3'000);
            if (chance_.chance(75)) {
                somebody_acts();
            } else {
                trouble_comes();
            }
            outcome_.steps++;
        } else {
            step();
        }
    }
}

void World::step() {
    Event event = events_.top();
    events_.pop();
    now_ = std::max(now_, event.at);
    outcome_.steps++;
    outcome_.trace = outcome_.trace * 1'099'511'628'211U + static_cast<std::uint64_t>(now_);
    event.happen();
}

// Nothing fails any more, nobody acts: everything must now arrive, and in bounded time.
void World::settle_down() {
    healed_ = true;
    for (auto& device : devices_) {
        device->offline = false;
        device->signed_in = device->person;
        device->storage.load_fails = false;
        if (device->tabs.empty()) open_tab(*device);
        while (device->tabs.size() > 1) device->tabs.erase(device->tabs.begin());
        if (device->tabs.back().session->pill().state == PillState::read_only) crash(*device);
        tell(device->index, device->tabs.back().number, input::SyncNow{});
    }
    const std::int64_t limit = now_ + virtual_day;
    const std::uint64_t steps_max = outcome_.steps + settle_steps_max;  // Busy is not quiet either.
    while (outcome_.broken.empty() && now_ < limit && outcome_.steps < steps_max &&
           !restless().empty()) {
        if (events_.empty()) break;
        step();
    }
    if (!outcome_.broken.empty()) return;
    const std::string who = restless();
    if (!who.empty()) return broken("I7: after healing something is still on its way: " + who);
    // One more pull each, so that everybody has heard of everybody.
    for (auto& device : devices_) {
        tell(device->index, device->tabs.back().number, input::Poked{});
    }
    const std::int64_t heard = now_ + 3 * 60'000;
    while (outcome_.broken.empty() && !events_.empty() && events_.top().at < heard) step();
    if (outcome_.broken.empty()) check_quiet();
}

// The device that is not at rest, and how it stands; empty when all is quiet.
std::string World::restless() const {
    for (const auto& device : devices_) {
        const Session& session = *device->tabs.back().session;
        const Pill pill = session.pill();
        const bool rested =
            pill.state == PillState::synced || pill.state == PillState::needs_attention;
        if (rested && pill.waiting == 0 && !session.base().staging()) continue;
        return "device " + std::to_string(device->index) + ", state " +
               std::to_string(static_cast<int>(pill.state)) + ", " + std::to_string(pill.waiting) +
               " waiting of " + std::to_string(session.outbox().last_id());
    }
    return {};
}

void World::open_tab(Device& device) {
    Tab tab;
    tab.number = ++tabs_;
    tab.generation = device.storage.take_over();
    tab.session = std::make_unique<Session>(bugs_.session);
    input::Start start;
    start.loaded = device.storage.load(start.files);
    for (std::uint8_t& byte : start.entropy) byte = static_cast<std::uint8_t>(chance_.below(256));
    start.program = program_.get();
    const std::vector<Bucket> buckets = buckets_for(device.person);
    store_.read(Access::of_authority(), [&](StoreReader& reader) {
        const auto person = reader.record({Kind::person, device.person.bytes});
        const auto& body = body_of<Person>(person->record);
        start.identity.actor = actor_from(reader, device.person, body, *program_, Moment{now_});
    });
    start.identity.audience = audience_of(start.identity.actor);
    device.tabs.push_back(std::move(tab));
    tell(device.index, device.tabs.back().number, std::move(start));
}

Tab* World::tab_of(std::size_t device, std::int64_t number) {
    for (Tab& tab : devices_[device]->tabs) {
        if (tab.number == number) return &tab;
    }
    return nullptr;
}

void World::tell(std::size_t index, std::int64_t number, InputBody body) {
    Tab* tab = tab_of(index, number);
    if (tab == nullptr) return;
    Device& device = *devices_[index];
    Effects effects = tab->session->step({Moment{now_ + device.clock}, std::move(body)});
    carry_out(device, *tab, effects);
    check_all(device, *tab);
}

void World::carry_out(Device& device, Tab& tab, Effects& effects) {
    const std::size_t index = device.index;
    const std::int64_t number = tab.number;
    for (Commit& commit_effect : effects.commits) {
        later(chance_.between(1, 8), [this, index, number, asked = std::move(commit_effect)] {
            commit(index, number, asked);
        });
    }
    for (const ReadBack& read : effects.reads) {
        Files files;
        for (const std::string& name : read.names) {
            if (device.storage.present(name)) files[name] = device.storage.files().at(name);
        }
        later(2, [this, index, number, ticket = read.ticket, files] {
            tell(index, number, input::WereRead{ticket, files});
        });
    }
    for (Send& request : effects.sends) send(index, number, std::move(request));
    if (effects.wake_at) {
        const std::int64_t wait = *effects.wake_at - Moment{now_ + device.clock};
        later(wait, [this, index, number] { tell(index, number, input::Tick{}); });
    }
}

void World::commit(std::size_t index, std::int64_t number, Commit asked) {
    Tab* tab = tab_of(index, number);
    if (tab == nullptr) return;  // The page died before the transaction began.
    Device& device = *devices_[index];
    const CommitOutcome outcome = device.storage.commit(tab->generation, asked.files);
    const bool happened = outcome == CommitOutcome::ok || outcome == CommitOutcome::lost;
    if (happened) note_files(device, asked.files);
    later(chance_.between(0, 4), [this, index, number, ticket = asked.ticket, outcome] {
        tell(index, number, input::Committed{ticket, outcome});
    });
}

void World::send(std::size_t index, std::int64_t number, Send request) {
    const bool lost =
        !healed_ && ((troubles_.lose && chance_.chance(12)) || devices_[index]->offline);
    std::int64_t travel = chance_.between(5, 120);
    if (!healed_ && troubles_.delay && chance_.chance(10)) travel = chance_.below(virtual_day);
    later(request.timeout_ms, [this, index, number, id = request.request] {
        tell(index, number, input::Failed{id});
    });
    if (lost) return;
    later(travel, [this, index, number, request] { serve(index, number, request); });
    if (!healed_ && troubles_.repeat && chance_.chance(8)) {
        later(travel + chance_.below(90'000), [this, index, number, request] {
            serve(index, number, request);
        });
    }
}

void World::serve(std::size_t index, std::int64_t number, const Send& request) {
    input::Answered said;
    said.request = request.request;
    if (!healed_ && troubles_.portal && chance_.chance(5)) {
        said.status = 200;
        said.content_type = "text/html; charset=utf-8";
        said.body = Bytes(64, '<');
        later(10, [this, index, number, said] { tell(index, number, said); });
        return;
    }
    if (!healed_ && troubles_.storms && chance_.chance(10)) {
        said.status = chance_.one_of<int>({429, 500, 502, 503});
        said.retry_after_ms = chance_.below(20'000);
        later(10, [this, index, number, said] { tell(index, number, said); });
        return;
    }
    const SyncCaller caller{devices_[index]->signed_in, false};
    const Moment now{now_};
    const bool push = request.route == push_route;
    SyncAnswer answered = push ? service_->push(caller, request.body, now)
                               : service_->pull(caller, request.body, now);
    note_server();
    note_checkpoint(caller.person);
    said.status = answered.status;
    said.content_type = answered.content_type;
    said.body = std::move(answered.body);
    answer(index, number, std::move(said), true);
}

void World::answer(std::size_t index, std::int64_t number, input::Answered said, bool) {
    if (!healed_ && troubles_.lose && chance_.chance(12)) return;
    if (!healed_ && troubles_.cut && chance_.chance(8) && !said.body.empty()) {
        // A host that does not notice: the stream itself must say that it is not all there.
        said.body.resize(
            static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(said.body.size())))
        );
    }
    std::int64_t travel = chance_.between(5, 120);
    if (!healed_ && troubles_.delay && chance_.chance(10)) travel = chance_.below(200'000);
    later(travel, [this, index, number, said] { tell(index, number, said); });
    if (!healed_ && troubles_.repeat && chance_.chance(8)) {
        later(travel + chance_.below(200'000), [this, index, number, said] {
            tell(index, number, said);
        });
    }
}

}  // namespace entente::sim
