// A device with a disk and a server at the other end of a wire, without chance and without waiting:
// every effect is carried out at once. For tests that tell one story.
#pragma once

#include "core/sync/session.h"
#include "server-stub/store_memory.h"
#include "server-stub/sync_service.h"
#include "tests/support/sim_storage.h"
#include "tests/support/small_program.h"

#include <memory>

namespace entente::support {

// A server with the small cast in it.
class SmallServer {
public:
    SmallServer();

    MemoryStore store;
    SyncService service;
    std::shared_ptr<const Program> program = small_program();
    std::uint8_t devices = 0;  // So that each has chance of its own.

    void write(const std::function<void(StoreWriter&)>& change);
    std::optional<Record> record(const RecordKey& key);
    Actor actor(PersonId person);
    // The same grants with one changed.
    void change_person(PersonId person, const std::function<void(Person&)>& change);
};

class SyncHost {
public:
    SyncHost(SmallServer& server, PersonId person);

    SmallServer& server;
    PersonId person;
    std::unique_ptr<Session> session;
    SimStorage storage;
    Moment now = first_moment;
    bool online = true;
    std::vector<Send> sent;  // Every request there was, for tests that look at them.
    std::optional<input::Answered> next_answer;  // Instead of the server's, once.

    // Opens the page: takes over the store, loads, and goes on until nothing more happens.
    void open();
    void close() { session.reset(); }
    Effects tell(InputBody body);
    Effects act(const Command& command) { return tell(input::Act{command, {}}); }
    void wait(std::int64_t ms);  // Then a tick.
    Files files() const { return storage.files(); }

private:
    void carry_out(const Effects& effects);

    std::int64_t generation_ = 0;
    std::uint8_t device_;
    std::uint8_t starts_ = 0;
};

}  // namespace entente::support
