// What every store must do, as one suite: a store joins by naming a factory in a test file.
//
//     TEST_CASE("memory store: keeps the contract") { store_keeps_the_contract(make_memory_store);
//     }
#pragma once

#include "server-stub/store.h"

#include <functional>
#include <memory>

namespace entente {

// A fresh, empty store of that lineage.
using StoreFactory = std::function<std::unique_ptr<Store>(const Epoch& epoch)>;

void store_keeps_the_contract(const StoreFactory& make);

}  // namespace entente
