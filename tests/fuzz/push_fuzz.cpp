// Whatever a client sends as a push or a pull request, the server reads it or names a problem.
#include "core/base/check.h"
#include "core/domain/command.h"
#include "core/sync/protocol.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView input(bytes, size);
    if (const auto push = decode_push(input); push.ok()) {
        check(push.value().commands.size() <= push_commands_max);
        const auto again = decode_push(encode_push(push.value()));
        check(again.ok() && again.value().commands == push.value().commands);
        Bytes previous = chain_start(push.value().client);
        for (const PushedCommand& command : push.value().commands) {
            previous = chain_hash(command, previous);
            const auto known = command_from_args(command.name, command.version, command.args);
            if (known.ok()) check(!command_name(known.value()).empty());
        }
    }
    if (const auto pull = decode_pull(input); pull.ok()) {
        check(decode_pull(encode_pull(pull.value())).ok());
    }
    return 0;
}
