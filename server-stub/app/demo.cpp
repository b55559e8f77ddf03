#include "server-stub/app/demo.h"

#include "core/domain/earnings/statement.h"
#include "core/domain/investment/fund.h"
#include "core/domain/support/ticket.h"
#include "server-stub/app/embedded.h"
#include "server-stub/session/credentials.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace entente::server {
namespace {

// The number that people read on the record; empty where it has none.
std::string number_on(const Record& record) {
    if (const auto* deal = record.body.as<Deal>()) return deal->number;
    if (const auto* ticket = record.body.as<Ticket>()) return ticket->number;
    if (const auto* request = record.body.as<FundRequest>()) return request->number;
    if (const auto* claim = record.body.as<Claim>()) return claim->number;
    if (const auto* statement = record.body.as<Statement>()) return statement->number;
    return {};
}

// "DR-2026-004117" was number 4117 of 2026: the next one must not be given twice.
void note_number(const std::string& number, std::map<std::string, std::int64_t>& newest) {
    const std::size_t dash = number.rfind('-');
    if (dash == std::string::npos || dash < 5) return;
    const std::string year = number.substr(dash - 4, 4);
    std::string name = number.substr(0, dash);  // What all others are counted by.
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

// A whole number within the limits; nothing for any other text.
std::optional<std::int64_t> number_in(
    const std::string& text, std::int64_t least, std::int64_t most
) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || number < least || number > most) return std::nullopt;
    return number;
}

constexpr std::int32_t deals_a_partner = 36;
constexpr std::int32_t deals_unasked_max = 20'000;

}  // namespace

std::optional<DemoWish> demo_wish_from(const std::vector<std::string>& arguments) {
    struct Option {
        std::string_view name;
        std::int64_t least;
        std::int64_t most;
    };
    static constexpr Option options[] = {
        {"--partners", 33, demo_partners_max},
        {"--deals", 1, demo_deals_max},
        {"--seller-deals", 1, demo_seller_deals_max},
        {"--seed", 0, INT64_MAX}};
    std::map<std::string_view, std::int64_t> given;
    if (arguments.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const auto* option =
            std::find_if(std::begin(options), std::end(options), [&](const Option& one) {
                return one.name == arguments[i];
            });
        if (option == std::end(options)) return std::nullopt;
        const auto number = number_in(arguments[i + 1], option->least, option->most);
        if (!number) return std::nullopt;
        given[option->name] = *number;
    }
    const auto told = [&given](std::string_view name, std::int64_t otherwise) {
        const auto found = given.find(name);
        return found == given.end() ? otherwise : found->second;
    };
    DemoWish wish;
    wish.seed = static_cast<std::uint64_t>(told("--seed", static_cast<std::int64_t>(wish.seed)));
    DemoSize& size = wish.size;
    size.partners = static_cast<std::int32_t>(told("--partners", size.partners));
    size.seller_deals = static_cast<std::int32_t>(told("--seller-deals", size.seller_deals));
    const std::int32_t unasked = std::min(size.partners * deals_a_partner, deals_unasked_max);
    size.deals = static_cast<std::int32_t>(told("--deals", size.seller_deals + unasked));
    if (!given.contains("--seller-deals")) {
        size.seller_deals = std::min(size.seller_deals, size.deals / 4);
    }
    return wish;
}

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
    Store& store, Passwords& passwords, Moment now, const DemoWish& wish
) {
    if (holds_something(store)) return std::size_t{0};
    TRY(const LoadedProgram loaded, load_program(embedded_program_json()));
    const std::vector<Record> records = demo_records(loaded, wish.seed, now, wish.size);
    TRY_DONE(store.write(Access::of_authority(), [&](StoreWriter& writer) {
        return write_records(writer, records, loaded.program);
    }));
    for (const DemoSignIn& person : demo_sign_ins()) {
        TRY_DONE(set_password(store, passwords, person.email, std::string{demo_password}));
    }
    return records.size();
}

}  // namespace entente::server
