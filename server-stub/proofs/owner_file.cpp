#include "server-stub/proofs/owner_file.h"

#include "server-stub/store.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sodium.h>
#include <unistd.h>

namespace entente::server {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& why) {
    throw StoreFailure(ProblemCode::database_must_be_available, why);
}

bool written_whole(const std::string& path, const Bytes& secret) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return false;
    const ssize_t written = write(file, secret.data(), secret.size());
    const bool synced = fsync(file) == 0;
    const bool closed = close(file) == 0;
    return written == static_cast<ssize_t>(secret.size()) && synced && closed;
}

}  // namespace

Bytes secret_in_file(const std::string& path, std::string_view lost) {
    std::ifstream file(path, std::ios::binary);
    Bytes secret(owner_file_bytes);
    auto* const data = reinterpret_cast<char*>(secret.data());
    if (file.read(data, static_cast<std::streamsize>(secret.size()))) return secret;
    std::error_code error;
    if (fs::exists(path, error) || error) {
        refuse(
            path + " does not give its 32 bytes: put your copy of it back, or remove it (" +
            std::string(lost) + ")"
        );
    }
    randombytes_buf(secret.data(), secret.size());
    if (!written_whole(path, secret)) {
        fs::remove(path, error);  // Half a key would keep the next start from making a whole one.
        refuse(path + " cannot be written: check its folder");
    }
    return secret;
}

}  // namespace entente::server
