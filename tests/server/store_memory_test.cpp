#include "server-stub/store_memory.h"

#include "tests/server/store_conformance.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("memory store: keeps the contract of every store") {
    store_keeps_the_contract([](const Epoch& epoch) { return std::make_unique<MemoryStore>(epoch); }
    );
}
