#include "server-stub/app/demo.h"

#include "core/domain/investment/fund.h"
#include "core/domain/support/ticket.h"
#include "server-stub/store_memory.h"
#include "tests/server/support/test_server.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::server;

namespace {

// Every number that people read on the records of all partners.
std::set<std::string> numbers_in(Store& store) {
    std::set<std::string> numbers;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        for (const std::string& scope : reader.scopes_beginning("partner:")) {
            for (const StoredRecord& row : reader.live_after(scope, std::nullopt, 100'000)) {
                const RecordBody& body = row.record.body;
                if (const auto* deal = body.as<Deal>()) numbers.insert(deal->number);
                if (const auto* ticket = body.as<Ticket>()) numbers.insert(ticket->number);
                if (const auto* fund = body.as<FundRequest>()) numbers.insert(fund->number);
            }
        }
    });
    numbers.erase("");
    return numbers;
}

}  // namespace

TEST_CASE("demo: it fills an empty database once, and no number is given twice after it") {
    // The second Monday of June: everything of the demo that is numbered is of one year or the
    // last.
    constexpr Moment now{1'812'722'400'000};
    MemoryStore store(Epoch{1, {}});
    Passwords passwords(entente::test::quick_options().hash_cost);
    const DemoSize size{.partners = 34, .slalom_deals = 20, .deals_a_partner = 2};
    const auto filled = fill_with_demo(store, passwords, now, size);
    REQUIRE(filled.ok());
    CHECK(filled.value() > 500);
    const auto again = fill_with_demo(store, passwords, now, size);
    REQUIRE(again.ok());
    CHECK(again.value() == 0);
    store.read(Access::of_authority(), [](StoreReader& reader) {
        CHECK(reader.scopes_beginning("partner:").size() == 34);
    });

    const std::set<std::string> given = numbers_in(store);
    struct Row {
        const char* name;
        const char* stem;
        std::size_t width;
    };
    const Row rows[] = {
        {"deal:2027", "DR-2027-", 6}, {"ticket:2027", "T-2027-", 6}, {"FR-2027", "FR-2027-", 4}};
    for (const Row& row : rows) {
        CAPTURE(row.name);
        std::int64_t next = 0;
        const Outcome asked =
            store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
                next = writer.next_number(row.name);
                return Done{};
            });
        REQUIRE(asked.ok());
        const auto number_of = [&row](std::int64_t count) {
            const std::string digits = std::to_string(count);
            return row.stem + std::string(row.width - digits.size(), '0') + digits;
        };
        REQUIRE(next > 1);
        CHECK(given.contains(number_of(next - 1)));
        CHECK_FALSE(given.contains(number_of(next)));
    }
}
