// Which tests take which row of the review's machine: with ENTENTE_ROWS=<file> the program ends by
// writing each row of the machine there, and under it the tests of this run that took it.
#include "core/domain/review/transitions.h"
#include "tests/support/rows_taken.h"

#include <catch2/catch_test_case_info.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>
#include <cstdlib>
#include <fstream>

using namespace entente;

namespace {

std::string text_of(const std::optional<Review>& review, std::string_view absent) {
    return std::string(review ? name_of(*review) : absent);
}

class RowsOfTests final : public Catch::EventListenerBase {
public:
    using Catch::EventListenerBase::EventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo&) override {
        test::rows_taken().assign(transitions().size(), false);
    }

    // A life that is acted out is a section of its test.
    void sectionStarting(const Catch::SectionInfo& section) override {
        if (is_life(section)) test::rows_taken().assign(transitions().size(), false);
    }
    void sectionEnded(const Catch::SectionStats& stats) override {
        if (!is_life(stats.sectionInfo)) return;
        note(stats.sectionInfo.lineInfo.file, stats.sectionInfo.name, stats.assertions);
        test::rows_taken().assign(transitions().size(), false);
    }
    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        note(stats.testInfo->lineInfo.file, stats.testInfo->name, stats.totals.assertions);
    }

    void testRunEnded(const Catch::TestRunStats&) override {
        const char* path = std::getenv("ENTENTE_ROWS");
        if (path == nullptr) return;
        std::ofstream file(path);
        for (std::size_t i = 0; i < tests_.size(); i++) {
            const Transition& row = transitions()[i];
            file << row.command << '\t' << text_of(row.from, "(none)") << '\t'
                 << text_of(row.to, "(gone)");
            if (row.outcome != DealOutcome::none) file << ": " << name_of(row.outcome);
            file << '\n';
            for (const std::string& name : tests_[i]) file << '\t' << name << '\n';
        }
    }

private:
    static bool is_life(const Catch::SectionInfo& section) {
        return section.name.compare(0, 6, "life: ") == 0;
    }

    void note(std::string path, const std::string& name, const Catch::Counts& said) {
        if (said.failed != 0) return;
        const std::size_t ours = path.find("tests/core/");
        if (ours != std::string::npos) path.erase(0, ours);
        for (std::size_t i = 0; i < tests_.size(); i++) {
            if (test::rows_taken()[i]) tests_[i].push_back(path + ": \"" + name + '"');
        }
    }

    std::vector<std::vector<std::string>> tests_{transitions().size()};
};

CATCH_REGISTER_LISTENER(RowsOfTests)

}  // namespace
