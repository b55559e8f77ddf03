// Fifty devices claim money of one activity at the same moment.
#include "core/domain/commands/funds.h"
#include "core/domain/investment/fund_rules.h"
#include "core/domain/records/kind_rule.h"
#include "tests/server/support/pushing.h"
#include "tests/server/support/test_server.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace entente;
using namespace entente::test;

namespace {

constexpr std::uint8_t claims = 50;
constexpr std::int64_t approved_minor = 1'000'000;
constexpr std::int64_t claimed_minor = 90'000;  // Eleven fit, twelve do not.

Money amount_of(std::int64_t minor) {
    return {minor, Currency{{'U', 'S', 'D'}}};
}

Record record_of(const IdBytes& id, RecordBody body) {
    return {.id = id, .version = 1, .body = std::move(body)};
}

ClaimId claim_at(std::uint8_t number) {
    return {derived_id({}, "claim", number)};
}

void put_fund(Store& store, const SmallPartner& partner, AllocationId allocation) {
    const Date today = date_of(Moment{1'790'000'000'000});
    FundRequest request;
    request.partner = partner.id;
    request.owner = partner.admin;
    request.allocation = allocation;
    request.state = FundState::active;
    request.approved = amount_of(approved_minor);
    request.claims_until = today + Days{20'000};
    const IdBytes request_id = derived_id({}, "request", 0);
    const Outcome put = store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        const Allocation year{
            .partner = partner.id, .year = 2026, .amount = amount_of(approved_minor)};
        writer.put(record_of(allocation.bytes, year));
        writer.put(record_of(request_id, request));
        for (std::uint8_t i = 0; i < claims; i++) {
            Claim claim;
            claim.partner = partner.id;
            claim.owner = partner.admin;
            claim.allocation = allocation;
            claim.request = {request_id};
            claim.amount = amount_of(claimed_minor);
            claim.proof = {{.name = "a.pdf", .hash = Bytes(32, i), .size = 1}};
            writer.put(record_of(claim_at(i).bytes, claim));
        }
        return Done{};
    });
    REQUIRE(put.ok());
}

}  // namespace

TEST_CASE("funds: of fifty claims at once those that fit are taken, and no more") {
    TestServer server;
    const SmallPartner& partner = server.world().alder;
    const AllocationId allocation = allocation_id(partner.id, 2026);
    put_fund(server.store(), partner, allocation);
    const std::string token = server.token_of(partner.admin);
    std::atomic<int> taken = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> devices;
    for (std::uint8_t i = 0; i < claims; i++) {
        devices.emplace_back([&, i] {
            Device device(server.port(), token, {derived_id({}, "device", i)});
            const auto answer = device.push({device.next(SubmitClaim{claim_at(i)})});
            if (!answer || answer->results.size() != 1) return;
            (answer->results[0].accepted() ? taken : refused)++;
        });
    }
    for (std::thread& each : devices) each.join();
    CHECK(taken == approved_minor / claimed_minor);
    CHECK(refused == claims - approved_minor / claimed_minor);
    server.store().read(Access::of_authority(), [&](StoreReader& reader) {
        Money sum = amount_of(0);
        int submitted = 0;
        for (const Record& record : reader.under(fund_guard(allocation))) {
            const auto* claim = record.body.as<Claim>();
            if (claim == nullptr || claim->state != ClaimState::submitted) continue;
            submitted++;
            sum = add(sum, claim->amount).value();
        }
        CHECK(submitted == taken);
        CHECK(sum.minor <= approved_minor);
    });
}
