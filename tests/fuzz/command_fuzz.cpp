// Arguments of a command from anywhere: the first byte chooses the command, the rest are its
// arguments. What is understood is written back as it came, and decide() answers it.
#include "core/domain/decide.h"

using namespace entente;

class NoNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return 0; }
};

static void decide_it(const Command& command) {
    Actor actor;
    actor.person = {deal_of(command).bytes};
    actor.partner = {deal_of(command).bytes};
    actor.permissions.grant(Permission::register_deal);
    Program program;
    NoNumbers numbers;
    RecordMap records;
    const Context context{
        .actor = actor, .now = {1'800'000'000'000}, .program = program, .numbers = numbers};
    const auto changes = decide(command, records, context);
    if (!changes.ok()) return;
    for (const Record& record : changes.value().puts) records.put(record);
    check(!records.all().empty());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const auto names = command_names();
    const std::string_view name = names[bytes[0] % names.size()];
    const auto command = command_from_args(name, 1, {bytes + 1, size - 1});
    if (!command.ok()) return 0;
    const Bytes args = args_from_command(command.value());
    const auto again = command_from_args(name, 1, args);
    check(again.ok());
    check(args_from_command(again.value()) == args);
    decide_it(command.value());
    return 0;
}
