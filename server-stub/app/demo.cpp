#include "server-stub/app/demo.h"

#include "server-stub/app/embedded.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace entente::server {
namespace {

constexpr std::uint64_t demo_seed = 20'261'123;
constexpr std::size_t people_at_once = 1'000;

std::string lower(std::string_view text) {
    std::string small{text};
    std::transform(small.begin(), small.end(), small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return small;
}

// "DR-2026-004117" was number 4117 of 2026: the next one must not be given twice.
void note_number(const Deal& deal, std::map<std::string, std::int64_t>& newest) {
    const std::size_t dash = deal.number.rfind('-');
    if (dash == std::string::npos || dash < 5) return;
    const std::string name = "deal:" + deal.number.substr(dash - 4, 4);
    std::int64_t value = 0;
    const char* end = deal.number.data() + deal.number.size();
    std::from_chars(deal.number.data() + dash + 1, end, value);
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
        if (record.kind() == Kind::deal) note_number(body_of<Deal>(record), newest);
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

std::optional<PersonId> person_with_email(Store& store, std::string_view email) {
    const std::string wanted = lower(email);
    std::optional<PersonId> found;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        for (const std::string& scope : reader.scopes_beginning("")) {
            std::optional<RecordKey> after;
            for (bool more = true; more && !found;) {
                const auto rows = reader.live_after(scope, after, people_at_once);
                for (const StoredRecord& row : rows) {
                    after = row.record.key();
                    if (row.record.kind() != Kind::person) continue;
                    if (lower(body_of<Person>(row.record).email) == wanted) found = {row.record.id};
                }
                more = rows.size() == people_at_once;
            }
        }
    });
    return found;
}

Outcome set_password(
    Store& store, Passwords& passwords, std::string_view email, const std::string& password
) {
    TRY_DONE(check_new_password(password, email));
    const auto person = person_with_email(store, email);
    if (!person) {
        return Problem{
            .code = ProblemCode::record_must_exist, .field = std::string{email}, .limit = {}};
    }
    const Credential credential{
        .email = lower(email),
        .person = *person,
        .password_hash = passwords.hash(password),
        .must_change = false,
    };
    return store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        writer.put_credential(credential);
        return Done{};
    });
}

}  // namespace entente::server
