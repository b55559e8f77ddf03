// Times the making of demonstrations of every size, what they take in memory and what they hold.
// Each is made in a process of its own, so that the memory of one is not the next one's.
#include "core/domain/deal.h"
#include "core/domain/demo.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace entente;

// A Monday at 14:00 UTC.
constexpr Moment now{1'795'442'400'000};

struct Size {
    DemoSize demo;
    const char* bound;  // In seconds.
};

// How many records of each kind, how deals ended, and how they are spread over the partners.
void print_profile(const std::vector<Record>& records) {
    std::map<std::string_view, std::size_t> kinds, ends;
    std::map<IdBytes, std::size_t> deals;
    for (const Record& record : records) {
        kinds[name_of(record.kind())]++;
        if (record.kind() == Kind::partner) deals[record.id];
        const auto* deal = record.body.as<Deal>();
        if (deal == nullptr) continue;
        deals[deal->partner.bytes]++;
        const bool closed = deal->review == Review::closed;
        ends[closed ? name_of(deal->outcome) : name_of(deal->review)]++;
    }
    for (const auto& [kind, count] : kinds) {
        std::printf("    %-16s %8zu\n", std::string(kind).c_str(), count);
    }
    std::printf("    deals by where they stand:");
    for (const auto& [end, count] : ends) {
        std::printf(" %s %zu,", std::string(end).c_str(), count);
    }
    std::vector<std::size_t> counts;
    for (const auto& [partner, count] : deals) counts.push_back(count);
    std::sort(counts.begin(), counts.end());
    std::printf(
        "\n    deals a partner: %zu in the middle, %zu at the 95th percentile, %zu at most\n",
        counts[counts.size() / 2],
        counts[counts.size() * 95 / 100],
        counts.back()
    );
}

int make_one(const LoadedProgram& loaded, const Size& size) {
    const auto begun = std::chrono::steady_clock::now();
    const std::vector<Record> records = demo_records(loaded, 1, now, size.demo);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    const auto deals = std::count_if(records.begin(), records.end(), [](const Record& record) {
        return record.kind() == Kind::deal;
    });
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf(
        "%5d partners %7td deals %8zu records %8.2f s (%s) %6ld MB at most\n",
        size.demo.partners,
        deals,
        records.size(),
        taken.count(),
        size.bound,
        used.ru_maxrss / 1024
    );
    if (size.demo.partners == demo_partners_max) print_profile(records);
    return 0;
}

}  // namespace

int main() {
    std::ifstream file(ENTENTE_PROGRAM, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto loaded = load_program(text);
    if (!loaded.ok()) {
        std::fprintf(stderr, "bench_demo: assets/program.json is not sound\n");
        return 1;
    }
    const Size sizes[] = {
        {{}, "1"},
        {{.partners = 500, .deals = 18'000}, "-"},
        {{.partners = 33, .deals = demo_deals_max}, "120"},
        {{.partners = 500, .deals = demo_deals_max}, "120"},
        {{.partners = demo_partners_max, .deals = demo_deals_max}, "120"}};
    int failed = 0;
    for (const Size& size : sizes) {
        std::fflush(stdout);
        const pid_t child = fork();
        if (child == 0) {
            const int code = make_one(loaded.value(), size);
            std::fflush(stdout);
            _exit(code);
        }
        int status = 0;
        waitpid(child, &status, 0);
        failed += status == 0 ? 0 : 1;
    }
    return failed;
}
