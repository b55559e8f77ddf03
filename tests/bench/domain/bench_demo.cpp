// Times the making of demonstrations of every size, and what they take in memory. Each is made in a
// process of its own, so that the memory of one is not the next one's.
#include "core/domain/deal.h"
#include "core/domain/demo.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace entente;

// A Monday at 14:00 UTC.
constexpr Moment now{1'795'442'400'000};

int make_one(const LoadedProgram& loaded, const DemoSize& size) {
    const auto begun = std::chrono::steady_clock::now();
    const std::vector<Record> records = demo_records(loaded, 1, now, size);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    const auto deals = std::count_if(records.begin(), records.end(), [](const Record& record) {
        return record.kind() == Kind::deal;
    });
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf(
        "%5d partners %7td deals %8zu records %8.2f s %6ld MB at most\n",
        std::max(size.partners, static_cast<std::int32_t>(loaded.partners.size())),
        deals,
        records.size(),
        taken.count(),
        used.ru_maxrss / 1024
    );
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
    const DemoSize sizes[] = {
        {},
        {.partners = 500},
        {.partners = 500, .slalom_deals = 100'000},
        {.partners = 5'000, .deals_a_partner = 20}};
    int failed = 0;
    for (const DemoSize& size : sizes) {
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
