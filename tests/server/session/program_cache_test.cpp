#include "server-stub/session/program_cache.h"

#include "server-stub/store_memory.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;

static void put(Store& store, std::int64_t version, std::string name) {
    Program program;
    program.name = std::move(name);
    const Record record{.id = {1}, .version = version, .body = program};
    const Outcome written =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            writer.put(record);
            return Done{};
        });
    REQUIRE(written.ok());
}

TEST_CASE("program cache: rules that came into force are the next request's") {
    MemoryStore store(Epoch{1, {1}});
    ProgramCache programs;
    const auto in_force = [&] {
        std::shared_ptr<const Program> program;
        store.read(Access::of_authority(), [&](StoreReader& reader) {
            program = programs.in(reader);
        });
        return program;
    };
    CHECK_THROWS_AS(in_force(), StoreFailure);
    put(store, 1, "first");
    const auto first = in_force();
    CHECK(first->name == "first");
    CHECK(in_force() == first);
    put(store, 2, "second");
    CHECK(in_force()->name == "second");
    // Who still works with the rules from before keeps them to the end.
    CHECK(first->name == "first");
}
