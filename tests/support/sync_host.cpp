#include "tests/support/sync_host.h"

namespace entente::support {

SmallServer::SmallServer()
    : store(Epoch{1, id_number(99)}),
      service(
          store,
          {
              .program = [this](StoreReader&) { return program; },
              .suffixes = {},
              .secret = Bytes(32, 1),
              .changed = {},
              .schema_min = 1,
              .faults = {},
          }
      ) {
    write([this](StoreWriter& writer) {
        for (const Record& record : cast_records(*program)) writer.put(record);
    });
}

void SmallServer::write(const std::function<void(StoreWriter&)>& change) {
    const Outcome outcome =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            change(writer);
            return Done{};
        });
    check(outcome.ok());
}

std::optional<Record> SmallServer::record(const RecordKey& key) {
    std::optional<Record> found;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        if (const auto row = reader.record(key)) found = row->record;
    });
    return found;
}

Actor SmallServer::actor(PersonId person) {
    Actor actor;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        const auto found = reader.record({Kind::person, person.bytes});
        check(found.has_value());
        const auto& body = body_of<Person>(found->record);
        actor = actor_from(reader, person, body, *program, first_moment);
    });
    return actor;
}

void SmallServer::change_person(PersonId person, const std::function<void(Person&)>& change) {
    std::optional<Record> found = record({Kind::person, person.bytes});
    check(found.has_value());
    change(body_of<Person>(*found));
    found->version++;
    write([&](StoreWriter& writer) { writer.put(*found); });
}

SyncHost::SyncHost(SmallServer& server_of, PersonId who)
    : server(server_of), person(who), device_(server_of.devices++) {}

void SyncHost::open() {
    session = std::make_unique<Session>();
    generation_ = storage.take_over();
    input::Start start;
    start.loaded = storage.load(start.files);
    start.entropy.fill(device_);
    start.entropy[1] = starts_++;
    start.identity.actor = server.actor(person);
    start.identity.audience = audience_of(start.identity.actor);
    start.program = server.program.get();
    tell(std::move(start));
}

Effects SyncHost::tell(InputBody body) {
    const Effects effects = session->step({now, std::move(body)});
    carry_out(effects);
    return effects;
}

void SyncHost::wait(std::int64_t ms) {
    now.ms += ms;
    tell(input::Tick{});
}

void SyncHost::carry_out(const Effects& effects) {
    for (const Commit& commit : effects.commits) {
        tell(input::Committed{commit.ticket, storage.commit(generation_, commit.files)});
    }
    for (const ReadBack& read : effects.reads) {
        input::WereRead were_read{read.ticket, {}};
        for (const std::string& name : read.names) {
            if (storage.present(name)) were_read.files[name] = storage.files().at(name);
        }
        tell(std::move(were_read));
    }
    for (const Send& request : effects.sends) {
        sent.push_back(request);
        if (!online) {
            tell(input::Failed{request.request});
            continue;
        }
        input::Answered answer;
        if (next_answer) {
            answer = std::move(*next_answer);
            next_answer.reset();
        } else {
            const bool push = request.route == push_route;
            SyncAnswer said = push ? server.service.push({person, false}, request.body, now)
                                   : server.service.pull({person, false}, request.body, now);
            answer.status = said.status;
            answer.content_type = said.content_type;
            answer.body = std::move(said.body);
        }
        answer.request = request.request;
        tell(std::move(answer));
    }
}

}  // namespace entente::support
