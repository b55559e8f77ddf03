// Times the rules over 100,000 live registrations and prints what it saw.
#include "core/domain/claims/rivals.h"
#include "core/domain/overlap.h"
#include "core/domain/program/seed.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

using namespace entente;

namespace {

constexpr std::size_t deal_count = 100'000;
constexpr std::size_t partner_count = 500;

std::uint64_t chance = 2'026;

std::size_t any(std::size_t below) {
    chance = chance * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::size_t>((chance >> 33U) % below);
}

// Lower numbers are much more likely, as the words of companies' names are.
std::size_t any_skewed(std::size_t below) {
    return any(any(below) + 1);
}

std::string syllables(std::size_t number, std::size_t count) {
    static constexpr std::string_view heads = "bcdfghklmnprstvw";
    static constexpr std::string_view tails = "aeiou";
    std::string word;
    for (std::size_t i = 0; i < count; i++) {
        word += heads[number % heads.size()];
        number /= heads.size();
        word += tails[number % tails.size()];
        number /= tails.size();
    }
    return word;
}

std::string customer_name() {
    static constexpr std::string_view trades[] = {
        "Rail",
        "Bank",
        "Energy",
        "Foods",
        "Health",
        "Insurance",
        "Logistics",
        "Mutual",
        "Steel",
        "Systems",
        "Telecom",
        "University",
        "Water",
        "Motors",
        "Pharma",
        "Retail"};
    std::string name = syllables(any_skewed(4'000) * 97, 3) + " ";
    if (any(2) == 0) name += syllables(any_skewed(900) * 31, 2) + " ";
    return name + std::string(trades[any(std::size(trades))]) + " Inc.";
}

IdBytes id_of(std::size_t number, std::string_view kind) {
    return derived_id({}, kind, number);
}

Record deal_record(std::size_t number, const PublicSuffixes& suffixes, const Program& program) {
    static constexpr std::string_view countries[] = {
        "US", "US", "US", "US", "DE", "FR", "GB", "JP", "IN", "CA"};
    DealForm form;
    form.customer.legal_name = customer_name();
    form.customer.domain = "customer" + std::to_string(number) + ".com";
    form.customer.country = std::string(countries[any(std::size(countries))]);
    form.contact.email = "buyer@" + form.customer.domain;
    Deal deal;
    deal.partner = {id_of(any(partner_count), "partner")};
    deal.owner = {id_of(any(partner_count * 4), "person")};
    deal.customer = form.customer;
    deal.contact = form.contact;
    deal.products = {program.products[any(program.products.size())].key};
    deal.review = Review::approved;
    deal.match_keys = claim_keys(form, &suffixes);
    return {.id = id_of(number, "deal"), .version = 1, .body = std::move(deal)};
}

class NoNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return 0; }
};

using Clock = std::chrono::steady_clock;

void print(const char* what, std::vector<double>& microseconds) {
    std::sort(microseconds.begin(), microseconds.end());
    const std::size_t last = microseconds.size() - 1;
    std::printf(
        "%-34s median %8.2f us   p95 %8.2f us   p99.9 %8.2f us   slowest %8.2f us\n",
        what,
        microseconds[last / 2],
        microseconds[last * 95 / 100],
        microseconds[last * 999 / 1000],
        microseconds[last]
    );
}

// A claim like a registered one: the same customer, one alike, or nobody's.
Record claim_like(const Record& registered, const PublicSuffixes& suffixes, std::size_t how) {
    Record claim = registered;
    claim.id = id_of(any(1'000'000), "claim");
    auto& deal = body_of<Deal>(claim);
    deal.partner = {id_of(partner_count, "partner")};
    DealForm form;
    form.customer = deal.customer;
    if (how != 0) form.customer.domain = "elsewhere.org";
    if (how == 1) form.customer.legal_name += "s";
    if (how == 2) form.customer.legal_name = customer_name();
    deal.match_keys = claim_keys(form, &suffixes);
    return claim;
}

void bench_overlap(const RecordMap& records, const Context& context) {
    static constexpr const char* names[] = {
        "overlap: the same customer", "overlap: a name alike", "overlap: another name"};
    std::vector<const Record*> registered;
    for (const Record& record : records.all()) {
        if (record.kind() == Kind::deal) registered.push_back(&record);
    }
    // As WebAssembly a program is compiled well only once it has run a while, as a portal has; how
    // the first ones fare is not counted.
    constexpr int warm_up = 2'000;
    for (std::size_t how = 0; how < std::size(names); how++) {
        std::vector<double> times;
        std::size_t met = 0;
        for (int i = -warm_up; i < 20'000; i++) {
            const Record claim =
                claim_like(*registered[any(registered.size())], *context.suffixes, how);
            const auto begun = Clock::now();
            const Rivals rivals = rivals_of(claim, records, context);
            const std::chrono::duration<double, std::micro> took = Clock::now() - begun;
            if (i < 0) continue;
            times.push_back(took.count());
            if (!rivals.certain.empty() || !rivals.possible.empty()) met++;
        }
        print(names[how], times);
        std::printf("%34s %zu of %zu met somebody\n", "", met, times.size());
    }
}

void bench_decide(RecordMap& records, Context context, Actor& actor) {
    std::vector<DealId> own;
    for (const Record& record : records.all()) {
        if (record.kind() != Kind::deal) continue;
        if (body_of<Deal>(record).partner == actor.partner) own.push_back({record.id});
    }
    constexpr int count = 200'000;
    std::size_t accepted = 0;
    const auto begun = Clock::now();
    for (int i = 0; i < count; i++) {
        const Command command =
            MoveStage{own[any(own.size())], Stage::prospect, static_cast<Stage>(1 + any(4))};
        if (decide(command, records, context).ok()) accepted++;
    }
    const std::chrono::duration<double> took = Clock::now() - begun;
    std::printf(
        "decide: a stage moved              %.0f a second (%zu accepted)\n",
        count / took.count(),
        accepted
    );
}

}  // namespace

int main() {
    std::ifstream file(ENTENTE_PROGRAM, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto loaded = load_program(text);
    if (!loaded.ok()) {
        std::fprintf(stderr, "bench_domain: assets/program.json is not sound\n");
        return 1;
    }
    const Program& program = loaded.value().program;
    const PublicSuffixes suffixes;
    RecordMap records;
    for (std::size_t i = 0; i < deal_count; i++) {
        records.put(deal_record(i, suffixes, program));
    }
    Actor actor;
    actor.partner = {id_of(0, "partner")};
    actor.person = {id_of(0, "person")};
    actor.permissions = permissions_of(program, "seller");
    actor.permissions.grant(Permission::enter_portal);
    NoNumbers numbers;
    const Context context{
        .actor = actor,
        .now = {1'795'000'000'000},
        .program = program,
        .numbers = numbers,
        .authority = true,
        .suffixes = &suffixes};
    std::printf("%zu live registrations\n", records.all().size());
    bench_overlap(records, context);
    bench_decide(records, context, actor);
    return 0;
}
