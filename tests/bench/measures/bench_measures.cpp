// Prints what the rules cost; nothing here fails because a machine is slow.
#include "core/base/sort.h"
#include "core/domain/lists/deal_list.h"
#include "core/domain/measurement/kpi.h"
#include "core/domain/measurement/scorecard.h"
#include "core/domain/measurement/stored_facts.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/quote.h"
#include "core/domain/support/ticket.h"
#include "core/sync/base_rows.h"
#include "tests/bench/measures/bench_world.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>

using namespace entente;
using namespace entente::bench;

// Everything that is allocated, with the word that the allocator keeps beside it.
static std::size_t bytes_in_use = 0;

void* operator new(std::size_t size) {
    void* memory = std::malloc(size);
    if (memory == nullptr) std::abort();
    bytes_in_use += malloc_usable_size(memory) + sizeof(std::size_t);
    return memory;
}

void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    bytes_in_use -= malloc_usable_size(memory) + sizeof(std::size_t);
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    operator delete(memory);
}

static constexpr std::size_t partner_count = 500;
static constexpr std::size_t deal_count = 100'000;
static constexpr Date today{Days{20'780}};

// Microseconds that `act` takes.
template <typename Act>
static double micros_of(Act act) {
    const auto begin = std::chrono::steady_clock::now();
    act();
    const auto end = std::chrono::steady_clock::now();
    return std::chrono::duration<double, std::micro>(end - begin).count();
}

// The middle one of several runs.
template <typename Act>
static double typical_micros_of(int runs, Act act) {
    std::vector<double> times;
    for (int i = 0; i < runs; i++) times.push_back(micros_of(act));
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[static_cast<std::size_t>(runs) / 2];
}

static void print(const char* what, double value, const char* unit, const char* bound) {
    std::printf("%-52s %10.2f %-6s (%s)\n", what, value, unit, bound);
}

constexpr const char* queries[] = {
    "northgate rail",
    "e",
    "DR-2026-00417",
    "müller claims",
    "supply chain",
    "zz",
    "a r t s",
    "insurance 42",
    "fleet automation granite"};

// Microseconds of every key of every query in every order; of several rounds the quickest, which
// other programs disturbed least.
static std::vector<double> key_times(DealList& list, std::size_t& shown) {
    constexpr int rounds = 5;
    std::vector<double> times;
    for (int round = 0; round < rounds; round++) {
        std::size_t at = 0;
        shown = 0;
        for (std::size_t column = 0; column < names_of(DealListColumn{}).size(); column++) {
            const auto by = static_cast<DealListColumn>(column);
            for (const std::string_view query : queries) {
                for (std::size_t keys = 1; keys <= query.size(); keys++) {
                    const double time = micros_of([&] {
                        shown += list.show(query.substr(0, keys), by, keys % 2 == 0).size();
                    });
                    if (round == 0) times.push_back(time);
                    times[at] = std::min(times[at], time);
                    at++;
                }
            }
        }
    }
    std::sort(times.begin(), times.end());
    return times;
}

// Queries that nothing was typed before: each looks at every deal.
static double slowest_pasted(DealList& list) {
    double slowest = 0;
    for (const std::string_view query : queries) {
        double quickest = 1e9;
        for (int round = 0; round < 5; round++) {
            list.show("qqq", DealListColumn::customer, false);
            quickest = std::min(quickest, micros_of([&] {
                                    list.show(query, DealListColumn::customer, true);
                                }));
        }
        slowest = std::max(slowest, quickest);
    }
    return slowest;
}

// The list made, sorted by each column for the first time, and typed into.
static void bench_list(const BenchWorld& world) {
    DealList list;
    const double made = micros_of([&] {
        for (const BenchDeal& each : world.deals) {
            list.add(each.deal, value_of(each.deal).value().minor);
        }
    });
    print("list of 100,000 deals, made once", made / 1'000, "ms", "-");
    std::vector<double> firsts;
    for (std::size_t column = 0; column < names_of(DealListColumn{}).size(); column++) {
        const auto by = static_cast<DealListColumn>(column);
        firsts.push_back(micros_of([&] { list.show("", by, false); }) / 1'000);
    }
    print(
        "first sort by a column, the slowest",
        *std::max_element(firsts.begin(), firsts.end()),
        "ms",
        "-"
    );
    std::size_t shown = 0;
    const std::vector<double> times = key_times(list, shown);
    print("filter as one types and sort, p50", times[times.size() / 2] / 1'000, "ms", "-");
    print(
        "filter as one types and sort, p95",
        times[times.size() * 95 / 100] / 1'000,
        "ms",
        "16 in wasm"
    );
    print("filter as one types and sort, slowest", times.back() / 1'000, "ms", "-");
    print("a whole query at once, the slowest", slowest_pasted(list) / 1'000, "ms", "-");
    std::uint32_t turn = 0;
    const double changed = typical_micros_of(99, [&] {
        turn += 7'919;
        const BenchDeal& other = world.deals[turn % world.deals.size()];
        const auto at = static_cast<std::uint32_t>(turn * 31 % deal_count);
        list.change(at, other.deal, value_of(other.deal).value().minor);
        list.show("rail", DealListColumn::value, false);
    });
    print("a deal changed in all of it, all columns sorted", changed / 1'000, "ms", "-");
    const double removed = typical_micros_of(99, [&] {
        const BenchDeal& other = world.deals[turn % world.deals.size()];
        list.remove(static_cast<std::uint32_t>(turn % list.size()));
        list.add(other.deal, value_of(other.deal).value().minor);
        list.show("rail", DealListColumn::value, false);
    });
    print("a deal removed and one added, one column shown", removed / 1'000, "ms", "-");
    print(
        "memory of the list, a deal",
        static_cast<double>(list.bytes()) / deal_count,
        "bytes",
        "of the 1,000 below"
    );
    std::printf("  %zu keys, %zu rows shown\n", times.size(), shown);
}

// The records of everything that is measured, as a store has them.
static std::vector<Record> records_of(const BenchWorld& world) {
    std::vector<Record> records;
    const auto put = [&records](const IdBytes& id, RecordBody body) {
        records.push_back({.id = id, .version = 1, .body = std::move(body)});
    };
    for (const auto& [id, partner] : world.partners) {
        put(id.bytes, partner);
        for (std::uint64_t i = 0; i < 12; i++) {
            const IdBytes row = derived_id(id.bytes, "row", i);
            Certificate held;
            held.partner = id;
            held.person = {derived_id(id.bytes, "person", i)};
            held.level = i < 6 ? "foundation" : i < 11 ? "professional" : "expert";
            held.awarded_on = today - Days{100};
            held.expires_on = today + Days{200};
            put(row, held);
            Survey survey;
            survey.partner = id;
            survey.state = SurveyState::answered;
            survey.answered_at = start_of(today - Days{5});
            survey.score = 4;
            put(row, survey);
            Ticket ticket;
            ticket.partner = id;
            ticket.opened_at = start_of(today - Days{5});
            ticket.resolved_at = ticket.opened_at + 9 * ms_per_hour;
            ticket.used_ms = 9 * ms_per_hour;
            put(row, ticket);
            Campaign campaign;
            campaign.partner = id;
            campaign.state = CampaignState::confirmed;
            campaign.confirmed_on = today - Days{5};
            put(row, campaign);
        }
    }
    for (const BenchDeal& each : world.deals) {
        Deal deal = each.deal;
        if (each.approved_on != Date{}) deal.approved_at = start_of(each.approved_on);
        if (each.won_on != Date{}) {
            deal.outcome = DealOutcome::won;
            deal.decided_at = start_of(each.won_on);
        }
        put(each.id.bytes, std::move(deal));
    }
    CompanyFigure revenue;
    revenue.from = today - Days{91};
    revenue.until = today;
    revenue.amount = {900'000'000'000, usd};
    put(derived_id({}, "revenue", 0), revenue);
    sort_values(records, [](const Record& a, const Record& b) { return a.key() < b.key(); });
    return records;
}

static void bench_measures(const BenchWorld& world, const Program& program) {
    std::vector<Record> records = records_of(world);
    StoredFacts stored(program, today);
    const double built = micros_of([&] {
        for (const Record& record : records) stored.put(record);
        stored.facts();
    });
    print("facts of 100,000 deals, made once", built / 1'000, "ms", "-");
    Record& changed = records[records.size() / 2];
    const double kept = typical_micros_of(101, [&] {
        changed.version++;
        stored.put(changed);
        stored.facts();
    });
    print("facts kept: one record changes", kept / 1'000, "ms", "with the next: 60");
    const Facts& facts = stored.facts();
    std::size_t rows = 0;
    const double kpis = typical_micros_of(11, [&] {
        const Period period{today - Days{91}, today};
        for (const KpiFigure& figure : kpi_figures(facts, period, program)) {
            rows += static_cast<std::size_t>(figure.rows);
        }
    });
    print("all twelve KPIs", kpis / 1'000, "ms", "60");
    std::int64_t total = 0;
    const double cards = typical_micros_of(11, [&] {
        for (const Scorecard& card : scorecards(facts, program, today)) total += card.total;
    });
    print("scorecards of 500 partners", cards / 1'000, "ms", "60");
    std::printf("  %zu rows, %lld points\n", rows, static_cast<long long>(total));
}

static void bench_quotes(const BenchWorld& world, const Program& program) {
    Agreement agreement;
    agreement.number = "PA-0117";
    agreement.model = "system_integrator";
    agreement.rates = {{"software_licenses", Percent{26'00}}};
    std::int64_t sum = 0;
    constexpr std::size_t quotes = 20'000;
    const double micros = typical_micros_of(5, [&] {
        for (std::size_t i = 0; i < quotes; i++) {
            const auto made = quote(world.deals[i].deal.lines, agreement, program, today);
            sum += made.ok() ? made.value().low.minor : 0;
        }
    });
    print("a quote of two lines", micros / quotes, "us", "5");
    std::printf("  %lld\n", static_cast<long long>(sum));
}

class Numbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return ++count_; }

private:
    std::int64_t count_ = 0;
};

// A seller moves the stage of one deal after the other: a change and a line of history each.
static void bench_decide(const BenchWorld& world, const Program& program) {
    RecordMap records;
    for (const BenchDeal& each : world.deals) {
        records.put({.id = each.id.bytes, .version = 1, .body = each.deal});
    }
    Numbers numbers;
    Actor actor;
    actor.person = {derived_id({}, "seller", 0)};
    actor.name = "Maya Okafor";
    actor.permissions = permissions_of(program, "seller");
    actor.permissions.grant(Permission::enter_portal);
    std::size_t accepted = 0;
    constexpr std::size_t commands = 50'000;
    const double micros = micros_of([&] {
        for (std::size_t i = 0; i < commands; i++) {
            const BenchDeal& each = world.deals[i];
            actor.partner = each.deal.partner;
            const Context context{
                .actor = actor,
                .now = start_of(today),
                .program = program,
                .numbers = numbers,
                .command_seed = each.id.bytes,
                .authority = true};
            const Stage next =
                each.deal.stage == Stage::prospect ? Stage::qualified : Stage::prospect;
            const auto changes =
                decide(MoveStage{each.id, each.deal.stage, next}, records, context);
            accepted += changes.ok() ? 1U : 0U;
        }
    });
    print("decide: a stage moved", commands / micros * 1e6, "a s", "200,000 natively");
    std::printf("  %zu of %zu accepted\n", accepted, commands);
}

// What a client holds of all deals once its list has read each: the rows with their index and
// their versions. The list's own memory comes on top.
static void bench_memory(const BenchWorld& world) {
    const std::size_t before = bytes_in_use;
    BaseRows base;
    ReadPage page;
    PullItem item;
    page.items.push_back(item);
    item.type = PullItemType::bucket;
    item.bucket = "deals";
    page.items.push_back(item);
    for (const BenchDeal& each : world.deals) {
        page.rows.push_back({.id = each.id.bytes, .version = 1, .body = each.deal});
        page.items.push_back({.type = PullItemType::put});
    }
    page.items.push_back({.type = PullItemType::end});
    base.stage(std::move(page));
    const auto per_deal = [before] {
        return static_cast<double>(bytes_in_use - before) / deal_count;
    };
    const auto& records = base.rows().all();
    for (const Record& record : records) static_cast<void>(body_of<Deal>(record));
    print("memory of a deal that is open", per_deal(), "bytes", "-");
    const double rest = micros_of([&records] {
        for (const Record& record : records) record.body.rest();
    });
    print("memory of a deal of very many, at rest", per_deal(), "bytes", "1,000");
    const double open = micros_of([&records] {
        for (const Record& record : records) static_cast<void>(body_of<Deal>(record));
    });
    print("laying a deal to rest", rest / deal_count, "us", "-");
    print("reading a deal at rest", open / deal_count, "us", "-");
}

int main() {
    const Program program = shipped_program();
    const BenchWorld world = make_world(partner_count, deal_count, today);
    bench_memory(world);
    bench_list(world);
    bench_measures(world, program);
    bench_quotes(world, program);
    bench_decide(world, program);
    return 0;
}
