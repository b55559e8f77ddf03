#include "server-stub/app/demo.h"

#include "core/domain/earnings/statement.h"
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
                if (const auto* claim = body.as<Claim>()) numbers.insert(claim->number);
                if (const auto* paid = body.as<Statement>()) numbers.insert(paid->number);
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
    const DemoWish wish{.size = {.partners = 34, .deals = 100, .seller_deals = 20}, .seed = 7};
    const auto filled = fill_with_demo(store, passwords, now, wish);
    REQUIRE(filled.ok());
    CHECK(filled.value() > 500);
    const auto again = fill_with_demo(store, passwords, now, wish);
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
        {"deal:2027", "DR-2027-", 6},
        {"ticket:2027", "T-2027-", 6},
        {"FR-2027", "FR-2027-", 4},
        {"CL-2027", "CL-2027-", 4},
        {"ST-2027-Q1", "ST-2027-Q1-", 0}};
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
            const std::size_t zeros = row.width > digits.size() ? row.width - digits.size() : 0;
            return row.stem + std::string(zeros, '0') + digits;
        };
        REQUIRE(next > 1);
        CHECK(given.contains(number_of(next - 1)));
        CHECK_FALSE(given.contains(number_of(next)));
    }
}

TEST_CASE("demo: its size is said word by word, and no other words are taken") {
    using Words = std::vector<std::string>;
    struct Row {
        Words words;
        DemoSize size;
        std::uint64_t seed;
    };
    const Row rows[] = {
        {{}, {33, 1'402, 214}, 20'261'123},
        {{"--partners", "500"}, {500, 18'214, 214}, 20'261'123},
        {{"--partners", "5000"}, {5'000, 20'214, 214}, 20'261'123},
        {{"--deals", "100000"}, {33, 100'000, 214}, 20'261'123},
        {{"--deals", "400"}, {33, 400, 100}, 20'261'123},
        {{"--seller-deals", "10000"}, {33, 11'188, 10'000}, 20'261'123},
        {{"--seed", "5", "--deals", "90", "--partners", "40", "--seller-deals", "50"},
         {40, 90, 50},
         5},
    };
    for (const Row& row : rows) {
        CAPTURE(row.words);
        const auto wish = demo_wish_from(row.words);
        REQUIRE(wish.has_value());
        CHECK(wish->size.partners == row.size.partners);
        CHECK(wish->size.deals == row.size.deals);
        CHECK(wish->size.seller_deals == row.size.seller_deals);
        CHECK(wish->seed == row.seed);
    }
    const Words refused[] = {
        {"--deals"},
        {"--deals", "0"},
        {"--deals", "100001"},
        {"--partners", "32"},
        {"--partners", "5001"},
        {"--seller-deals", "20001"},
        {"--seed", "-1"},
        {"--seed", "x"},
        {"--deals", "10 "},
        {"--people", "10"}};
    for (const Words& words : refused) {
        CAPTURE(words);
        CHECK_FALSE(demo_wish_from(words).has_value());
    }
}
