#include "server-stub/app/demo.h"

#include "core/domain/investment/fund.h"
#include "core/domain/support/ticket.h"
#include "server-stub/app/embedded.h"
#include "server-stub/session/credentials.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace entente::server {
namespace {

constexpr std::uint64_t demo_seed = 20'261'123;

// The number that people read on the record; empty where it has none.
std::string number_on(const Record& record) {
    if (const auto* deal = record.body.as<Deal>()) return deal->number;
    if (const auto* ticket = record.body.as<Ticket>()) return ticket->number;
    if (const auto* request = record.body.as<FundRequest>()) return request->number;
    return {};
}

// "DR-2026-004117" was number 4117 of 2026: the next one must not be given twice.
void note_number(const std::string& number, std::map<std::string, std::int64_t>& newest) {
    const std::size_t dash = number.rfind('-');
    if (dash == std::string::npos || dash < 5) return;
    const std::string year = number.substr(dash - 4, 4);
    std::string name = number.substr(0, dash);  // What requests of funds are counted by.
    if (number.starts_with("DR-")) name = "deal:" + year;
    if (number.starts_with("T-")) name = "ticket:" + year;
    std::int64_t value = 0;
    std::from_chars(number.data() + dash + 1, number.data() + number.size(), value);
    newest[name] = std::max(newest[name], value);
}

Outcome write_records(
    StoreWriter& writer, const std::vector<Record>& records, const Program& program
) {
    std::map<std::string, std::int64_t> newest;
    for (const Record& record : records) {
        writer.put(record);
        for (const Due& due : dues_of(record, program)) {
            writer.put_due(
                {.at = due.at, .subject = record.key(), .command = due.command, .failures = 0}
            );
        }
        note_number(number_on(record), newest);
    }
    for (const auto& [name, value] : newest) {
        while (writer.next_number(name) < value) {}
    }
    return Done{};
}

bool holds_something(Store& store) {
    bool something = false;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        something = !reader.scopes_beginning("").empty();
    });
    return something;
}

}  // namespace

const std::vector<DemoSignIn>& demo_sign_ins() {
    static const std::vector<DemoSignIn> people{
        {"maya.okafor@slalom.example", "a seller at Slalom"},
        {"jonas.weber@slalom.example", "the administrator of Slalom"},
        {"elena.ruiz@entente.example", "a channel manager"},
        {"priya.raman@entente.example", "the administrator of the program"},
    };
    return people;
}

Result<std::size_t> fill_with_demo(
    Store& store, Passwords& passwords, Moment now, const DemoSize& size
) {
    if (holds_something(store)) return std::size_t{0};
    TRY(const LoadedProgram loaded, load_program(embedded_program_json()));
    const std::vector<Record> records = demo_records(loaded, demo_seed, now, size);
    TRY_DONE(store.write(Access::of_authority(), [&](StoreWriter& writer) {
        return write_records(writer, records, loaded.program);
    }));
    for (const DemoSignIn& person : demo_sign_ins()) {
        TRY_DONE(set_password(store, passwords, person.email, std::string{demo_password}));
    }
    return records.size();
}

}  // namespace entente::server
