#include "server-stub/app/commands.h"

#include "server-stub/app/backups.h"
#include "server-stub/app/demo.h"
#include "server-stub/app/running.h"
#include "server-stub/http/clock.h"
#include "server-stub/session/credentials.h"
#include "server-stub/sqlite/schema.h"

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <optional>
#include <sys/file.h>
#include <unistd.h>

namespace entente::server {
namespace {

constexpr int exit_ok = 0;
constexpr int exit_refused = 1;
constexpr int exit_usage = 2;

void say(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

int refuse(const std::string& why) {
    std::fflush(stdout);
    std::fprintf(stderr, "entente-server: %s\n", why.c_str());
    return exit_refused;
}

// One server for one database: two would not poke each other's pages.
class DatabaseLock {
public:
    explicit DatabaseLock(const std::string& database)
        : descriptor_(open((database + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
        taken_ = descriptor_ < 0 || flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    }
    ~DatabaseLock() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    DatabaseLock(const DatabaseLock&) = delete;
    DatabaseLock& operator=(const DatabaseLock&) = delete;
    bool taken() const { return taken_; }

private:
    int descriptor_;
    bool taken_ = false;
};

std::string taken_text(const Config& config) {
    return config.database +
           " is used by another entente-server: stop it, or set ENTENTE_DATABASE to another file";
}

template <typename Work>
int with_store_failures_said(const Work& work) {
    try {
        return work();
    } catch (const StoreFailure& failure) {
        return refuse(failure.what());
    }
}

int run(const Config& config, const std::string& greeting) {
    RunningServer running(config);
    if (const std::string wrong = running.prepare(); !wrong.empty()) return refuse(wrong);
    if (!greeting.empty()) say(greeting);
    say("entente-server listens on http://" + config.server.address + ":" +
        std::to_string(running.port()));
    std::fflush(stdout);
    running.run(true);
    say("entente-server has stopped");
    return exit_ok;
}

std::string sign_ins_text(const std::string& place) {
    std::string text = "Sign in at " + place + " (for demonstrations only):\n";
    for (const DemoSignIn& person : demo_sign_ins()) {
        text += "  " + std::string{person.email} + ", " + std::string{person.who} + "\n";
    }
    return text + "  The password of each: " + std::string{demo_password};
}

// Fills the database before the server opens it, so that nothing is served of half a demo.
int prepare_demo(const Config& config, const DemoWish& wish) {
    // All of it is one write, and nobody waits behind it: a busy machine may take its time.
    sqlite::SqliteStore store({.path = config.database, .job_deadline = std::chrono::minutes{10}});
    Passwords passwords;
    const Result<std::size_t> filled = fill_with_demo(store, passwords, wall_clock_now(), wish);
    if (!filled.ok()) {
        return refuse(
            "the demo cannot be made: " + std::string{name_of(filled.problem().code)} + " " +
            filled.problem().field
        );
    }
    if (filled.value() > 0) {
        say("made a demo of " + std::to_string(filled.value()) + " records in " + config.database);
    }
    return exit_ok;
}

}  // namespace

int serve(const Config& config) {
    return with_store_failures_said([&] {
        const DatabaseLock lock(config.database);
        if (!lock.taken()) return refuse(taken_text(config));
        return run(config, {});
    });
}

int demo(Config config, const std::vector<std::string>& arguments) {
    const std::optional<DemoWish> wish = demo_wish_from(arguments);
    if (!wish) {
        refuse(
            "use: entente-server demo [--partners N] [--deals N] [--seller-deals N] [--seed S], "
            "partners from 33 to 5000, deals up to 100000 in all, of these up to 20000 at the "
            "partner that signs in"
        );
        return exit_usage;
    }
    config.server.address = "127.0.0.1";  // Its password is known to everybody.
    config.server.behind_proxy = false;
    config.server.secure = false;
    config.origin.clear();
    return with_store_failures_said([&] {
        std::error_code error;
        const auto folder = std::filesystem::path(config.database).parent_path();
        if (!folder.empty()) std::filesystem::create_directories(folder, error);
        const DatabaseLock lock(config.database);
        if (!lock.taken()) return refuse(taken_text(config));
        throw_on_failed_checks();
        if (const int failed = prepare_demo(config, *wish); failed != exit_ok) return failed;
        return run(config, sign_ins_text("http://localhost:" + std::to_string(config.server.port)));
    });
}

int migrate(const Config& config) {
    return with_store_failures_said([&] {
        const sqlite::SqliteStore store({.path = config.database});
        say(config.database + " has schema " + std::to_string(sqlite::newest_schema()));
        return exit_ok;
    });
}

int user(const Config& config, const std::vector<std::string>& arguments) {
    if (arguments.size() != 2 || arguments[0] != "password") {
        refuse("use: entente-server user password <email>, with the password on standard input");
        return exit_usage;
    }
    std::string password;
    std::getline(std::cin, password);
    return with_store_failures_said([&] {
        sqlite::SqliteStore store({.path = config.database});
        Passwords passwords;
        const Outcome set = set_password(store, passwords, arguments[1], password);
        if (set.ok()) {
            say(arguments[1] + " can sign in with the new password; their sessions have ended");
            return exit_ok;
        }
        if (set.problem().code == ProblemCode::record_must_exist) {
            return refuse("nobody has the e-mail address " + arguments[1]);
        }
        return refuse(
            "the password was not taken: " + std::string{name_of(set.problem().code)} +
            "; choose 12 to 256 characters that are not a common word"
        );
    });
}

int backup(const Config& config, const std::vector<std::string>& arguments) {
    if (arguments.size() != 1) {
        refuse("use: entente-server backup <file>");
        return exit_usage;
    }
    return with_store_failures_said([&] {
        back_up(config.database, arguments[0]);
        say(arguments[0] + " holds a copy of " + config.database);
        return exit_ok;
    });
}

int restore(const Config& config, const std::vector<std::string>& arguments) {
    if (arguments.size() != 1) {
        refuse("use: entente-server restore <file>, one that `backup` wrote");
        return exit_usage;
    }
    return with_store_failures_said([&] {
        const DatabaseLock lock(config.database);
        if (!lock.taken()) return refuse(taken_text(config));
        restore(config.database, arguments[0]);
        say(config.database + " is what " + arguments[0] +
            " holds; devices send again what it does not. What stood there is " + config.database +
            ".replaced");
        return exit_ok;
    });
}

int print_help() {
    say("entente-server serve                  serves the portal and its data\n"
        "entente-server demo                   the same, on this machine only, with a demo "
        "database\n"
        "                                      (--partners N: of so many partners;\n"
        "                                      --deals N: so many deals over all of them;\n"
        "                                      --seller-deals N: of these at Slalom;\n"
        "                                      --seed S: another demo of the same size)\n"
        "entente-server user password <email>  sets a password, read from standard input\n"
        "entente-server migrate                brings the database up to date\n"
        "entente-server backup <file>          copies the database, also while it is in use\n"
        "entente-server restore <file>         goes back to such a copy; stop the server first\n"
        "entente-server --check-config         says whether the settings are sound\n\n"
        "Settings, in the environment or in the file that ENTENTE_CONFIG names (name = value):");
    for (const ConfigKey& key : config_keys()) {
        std::string name = "ENTENTE_" + std::string{key.name};
        for (char& c : name) {
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        }
        std::printf("  %-36s %s\n", name.c_str(), std::string{key.help}.c_str());
    }
    return exit_ok;
}

}  // namespace entente::server
