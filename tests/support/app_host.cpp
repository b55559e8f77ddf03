#include "tests/support/app_host.h"

#include "core/base/hash/hash.h"

#include <fstream>
#include <iterator>
#include <map>

namespace entente::test {

namespace {

std::string file_text(const std::string& path) {
    std::ifstream file(std::string(ENTENTE_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

constexpr std::int64_t noon_ms = 12 * ms_per_hour;

std::array<std::uint8_t, 32> entropy_of(std::uint8_t first, std::uint8_t second) {
    std::array<std::uint8_t, 32> entropy{};
    entropy[0] = first;
    entropy[1] = second;
    return entropy;
}

}  // namespace

const LoadedProgram& shipped() {
    static const LoadedProgram program = [] {
        Result<LoadedProgram> loaded = load_program(file_text("assets/program.json"));
        check(loaded.ok());
        return std::move(loaded).value();
    }();
    return program;
}

const std::string& english() {
    static const std::string text = file_text("assets/text/en.json");
    return text;
}

// Lived through once for all that ask for that size.
static const std::vector<Record>& demo_of(DemoSize size, Moment now) {
    static std::map<std::pair<std::int32_t, std::int32_t>, std::vector<Record>> kept;
    std::vector<Record>& records = kept[{size.deals, size.seller_deals}];
    if (records.empty()) records = demo_records(shipped(), 1, now, size);
    return records;
}

AppServer::AppServer(DemoSize size)
    : store(Epoch{1, {1}}), program_(std::make_shared<const Program>(shipped().program)) {
    const Date today{std::chrono::year{2026} / std::chrono::November / 23};
    now = start_of(today) + noon_ms;
    records = demo_of(size, now);
    const Outcome written =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            for (const Record& record : records) writer.put(record);
            return Done{};
        });
    check(written.ok());
    SyncServiceOptions options;
    options.program = [this](StoreReader&) { return program_; };
    options.secret = Bytes(32, 7);
    service = std::make_unique<SyncService>(store, std::move(options));
}

PersonId AppServer::person_with_email(std::string_view email) const {
    for (const Record& record : records) {
        const auto* person = record.body.as<Person>();
        if (person != nullptr && person->email == email) return {record.id};
    }
    check(false);
    return {};
}

Certificates AppServer::certificates_of(PartnerId partner) const {
    Certificates held;
    for (const Record& record : records) {
        const auto* one = record.body.as<Certificate>();
        if (one != nullptr && one->partner == partner) held.push_back(one);
    }
    return held;
}

Identity AppServer::identity_of(PersonId id) const {
    for (const Record& record : records) {
        const auto* person = record.body.as<Person>();
        if (person == nullptr || record.id != id.bytes) continue;
        Identity identity;
        identity.actor.person = id;
        identity.actor.name = person->name;
        identity.actor.partner = person->partner;
        identity.actor.permissions = permissions_on(
            *program_, *person, Lifecycle::active, certificates_of(person->partner), date_of(now)
        );
        identity.actor.assigned_partners = person->assigned_partners;
        identity.audience = audience_of(identity.actor);
        identity.app_version = "test";
        return identity;
    }
    check(false);
    return {};
}

AppHost::AppHost(AppServer& the_server, std::string_view email, std::string url, Files files)
    : server(the_server),
      app_owner(std::make_unique<App>()),
      app(*app_owner),
      person_(the_server.person_with_email(email)) {
    StartOptions options;
    options.now = server.now;
    options.url = std::move(url);
    options.text_json = english();
    options.identity = server.identity_of(person_);
    options.email = std::string(email);
    options.entropy = entropy_of(1, ++server.starts);
    options.program = shipped().program;
    storage.files() = std::move(files);
    generation_ = storage.take_over();
    options.loaded = storage.load(options.files);
    Result<AppEffects> effects = start(app, std::move(options));
    check(effects.ok());
    take(std::move(effects).value());
    settle();
}

void AppHost::act(const Action& action) {
    take(update(app, action, server.now));
    settle();
}

void AppHost::tell(HostInput input) {
    take(handle(app, std::move(input)));
    settle();
}

void AppHost::set_online(bool online) {
    online_ = online;
    SystemState system = app.system;
    system.online = online;
    tell({server.now, told::SystemChanged{system}});
}

void AppHost::take(AppEffects effects) {
    take_session(std::move(effects.session), false);
    take_session(std::move(effects.preview), true);
    for (HostEffect& effect : effects.host) {
        if (const auto* wanted = std::get_if<ask::StartPreview>(&effect)) {
            previewed_ = wanted->person;
            Identity identity = server.identity_of(previewed_);
            identity.preview = true;
            take(handle(app, {server.now, told::PreviewStarted{identity, entropy_of(9, 9)}}));
        }
        host_effects.push_back(std::move(effect));
    }
}

void AppHost::take_session(Effects effects, bool preview) {
    for (Commit& commit : effects.commits) commits_.emplace_back(std::move(commit), preview);
    for (ReadBack& read : effects.reads) reads_.emplace_back(std::move(read), preview);
    for (Send& send : effects.sends) sends_.push_back({std::move(send), preview});
}

void AppHost::answer(const Waiting& waiting) {
    if (!online_) {
        const input::Failed failed{waiting.send.request};
        take(handle(app, {server.now, told::ForSession{failed, waiting.preview}}));
        return;
    }
    const SyncCaller caller{waiting.preview ? previewed_ : person_, waiting.preview};
    const bool pushes = waiting.send.route == push_route;
    const SyncAnswer answer = pushes ? server.service->push(caller, waiting.send.body, server.now)
                                     : server.service->pull(caller, waiting.send.body, server.now);
    input::Answered input;
    input.request = waiting.send.request;
    input.status = answer.status;
    input.content_type = std::string(answer.content_type);
    input.body = answer.body;
    take(handle(app, {server.now, told::ForSession{std::move(input), waiting.preview}}));
}

void AppHost::settle() {
    for (int turns = 0; turns < 10'000; turns++) {
        if (!commits_.empty()) {
            const auto [commit, preview] = std::move(commits_.front());
            commits_.pop_front();
            const CommitOutcome outcome = commit_outcome == CommitOutcome::ok
                                              ? storage.commit(generation_, commit.files)
                                              : commit_outcome;
            const input::Committed committed{commit.ticket, outcome};
            take(handle(app, {server.now, told::ForSession{committed, preview}}));
        } else if (!reads_.empty()) {
            const auto [read, preview] = std::move(reads_.front());
            reads_.pop_front();
            input::WereRead were_read;
            were_read.ticket = read.ticket;
            for (const std::string& name : read.names) {
                const auto found = storage.files().find(name);
                if (found != storage.files().end()) were_read.files.insert(*found);
            }
            take(handle(app, {server.now, told::ForSession{std::move(were_read), preview}}));
        } else if (!sends_.empty()) {
            const Waiting waiting = std::move(sends_.front());
            sends_.pop_front();
            answer(waiting);
        } else {
            return;
        }
    }
    check(false);  // It never becomes quiet.
}

}  // namespace entente::test
