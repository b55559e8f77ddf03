#include "server-stub/sqlite/sqlite_store.h"
#include "tests/server/store_conformance.h"
#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

TEST_CASE("sqlite: it keeps the contract of every store") {
    const Folder folder;
    int number = 0;
    store_keeps_the_contract([&](const Epoch& epoch) {
        const std::string path = folder.path("store" + std::to_string(number++) + ".db");
        auto store = std::make_unique<sqlite::SqliteStore>(sqlite::StoreSettings{.path = path});
        const Outcome raised =
            store->write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
                writer.raise_epoch(epoch);
                return Done{};
            });
        REQUIRE(raised.ok());
        return store;
    });
}
