// The commands of the command line. Each answers the exit code; what goes wrong is said in a
// sentence that also says what to do.
#pragma once

#include "server-stub/app/config.h"

#include <string>
#include <vector>

namespace entente::server {

int serve(const Config& config);
int demo(Config config, const std::vector<std::string>& arguments);
int migrate(const Config& config);
// user password <email>: the new password is read from standard input.
int user(const Config& config, const std::vector<std::string>& arguments);
// A copy of the database, and back to it.
int backup(const Config& config, const std::vector<std::string>& arguments);
int restore(const Config& config, const std::vector<std::string>& arguments);
int print_help();

}  // namespace entente::server
