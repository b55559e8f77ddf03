#include "tests/server/support/child.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace entente::test {

Child::Child(
    const std::vector<std::string>& arguments, std::map<std::string, std::string> settings
) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    std::vector<std::string> environment;
    for (const auto& [name, value] : settings)
        environment.push_back("ENTENTE_" + name + "=" + value);
    std::vector<char*> variables;
    for (std::string& variable : environment) variables.push_back(variable.data());
    variables.push_back(nullptr);
    std::vector<std::string> words{ENTENTE_SERVER_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
        dup2(ends[1], 1);
        dup2(ends[1], 2);
        close(ends[0]);
        close(ends[1]);
        execve(argv[0], argv.data(), variables.data());
        _exit(127);
    }
    close(ends[1]);
    output_ = ends[0];
}

Child::~Child() {
    if (process_ > 0) {
        kill(process_, SIGKILL);
        wait();
    }
    close(output_);
}

bool Child::read_more() {
    std::array<char, 4096> bytes;
    const ssize_t count = read(output_, bytes.data(), bytes.size());
    if (count <= 0) return false;
    said_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::uint16_t Child::port() {
    const std::string words = "listens on http://127.0.0.1:";
    for (;;) {
        const std::size_t at = said_.find(words);
        const bool whole = at != std::string::npos && said_.find('\n', at) != std::string::npos;
        if (whole) return static_cast<std::uint16_t>(std::atoi(said_.c_str() + at + words.size()));
        if (!read_more()) return 0;
    }
}

void Child::signal(int number) const {
    kill(process_, number);
}

int Child::wait() {
    while (read_more()) {}
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::map<std::string, std::string> settings_in(const Folder& folder) {
    folder.write("site/index.html", "<!doctype html><title>Entente</title>");
    return {
        {"DATABASE", folder.path("entente.db")},
        {"SITE", folder.path("site")},
        {"PORT", "0"},
        {"LOG", "notices"}};
}

}  // namespace entente::test
