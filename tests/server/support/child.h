// The server as a process of its own, to be stopped in any way, also by SIGKILL.
#pragma once

#include "tests/server/support/test_server.h"

#include <cstdint>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace entente::test {

class Child {
public:
    // Starts entente-server with these settings; everything it says is kept.
    Child(const std::vector<std::string>& arguments, std::map<std::string, std::string> settings);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // The port it listens on, once it does; 0 when it ended before.
    std::uint16_t port();
    void signal(int number) const;
    // Waits until it ends; its exit code, or minus the signal that ended it.
    int wait();
    const std::string& said() const { return said_; }

private:
    bool read_more();

    pid_t process_ = -1;
    int output_ = -1;
    std::string said_;
};

// What every child needs: the database and a site in that folder, a free port.
std::map<std::string, std::string> settings_in(const Folder& folder);

}  // namespace entente::test
