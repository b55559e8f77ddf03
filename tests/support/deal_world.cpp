#include "tests/support/deal_world.h"

#include "core/base/hash/hash.h"
#include "core/domain/enablement/award.h"
#include "tests/support/commands/decided_twice.h"
#include "tests/support/rows_taken.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

namespace entente::test {

using namespace std::chrono_literals;

const LoadedProgram& shipped_program() {
    static const LoadedProgram program = [] {
        std::ifstream file(ENTENTE_SOURCE_DIR "/assets/program.json", std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        auto loaded = load_program(text);
        if (!loaded.ok()) {
            FAIL(name_of(loaded.problem().code) << " at " << loaded.problem().field);
        }
        return std::move(loaded).value();
    }();
    return program;
}

IdBytes id_of(std::string_view name) {
    return derived_id({}, name, 0);
}

DealWorld::DealWorld() : program(shipped_program().program) {
    // Monday 09:00 in New York, 14:00 UTC.
    now = start_of(2026y / std::chrono::November / 16) + 14 * ms_per_hour;
    const PartnerId first{id_of("slalom")};
    const PartnerId other{id_of("west monroe")};
    add_partner(first, "Slalom");
    add_partner(other, "West Monroe");
    seller = add_person("Maya Okafor", "seller", first);
    member = add_person("Ana Prado", "member", first);
    rival = add_person("Ron Vale", "seller", other);
    const PartnerId last{id_of("accenture")};
    add_partner(last, "Accenture");
    change_partner(last, [](Partner& partner) { partner.tier = Tier::tier_1; });
    third = add_person("Lea Brandt", "seller", last);
    manager = add_person("Elena Ruiz", "channel_manager", {});
    manager.assigned_partners = {first, other, last};
    second = add_person("Ruth Adeyemi", "conflict_board", {});
    outsider = add_person("Kenji Sato", "channel_manager", {});
    board = second;
    board_too = add_person("Omar Haddad", "conflict_board", {});
    admin = add_person("Priya Raman", "program_admin", {});
    system.system = true;
}

Actor DealWorld::add_person(std::string_view name, std::string_view role, PartnerId partner) {
    Person person;
    person.name = std::string(name);
    person.partner = partner;
    person.role = std::string(role);
    records.put({.id = id_of(name), .version = 1, .body = person});
    return {
        .person = {id_of(name)},
        .name = person.name,
        .partner = partner,
        .permissions = permissions_on(
            program, person, Lifecycle::active, certificates_of(partner, records), date_of(now)
        ),
        .assigned_partners = {},
        .system = false};
}

void DealWorld::add_partner(PartnerId partner, std::string_view name) {
    Partner body;
    body.name = std::string(name);
    body.tier = Tier::tier_2;
    body.region = "north_america";
    body.lifecycle = Lifecycle::active;
    records.put({.id = partner.bytes, .version = 1, .body = body});
    Agreement agreement;
    agreement.partner = partner;
    agreement.number = "PA-0117";
    agreement.model = "system_integrator";
    agreement.valid_from = date_of(now) - Days{100};
    agreement.valid_until = date_of(now) + Days{100};
    records.put({.id = derived_id(partner.bytes, "agreement", 0), .version = 1, .body = agreement});
    Certificate certificate;
    certificate.partner = partner;
    certificate.person = {id_of(name)};
    certificate.level = "professional";
    certificate.awarded_on = date_of(now) - Days{100};
    certificate.expires_on = date_of(now) + Days{100};
    records.put(
        {.id = derived_id(partner.bytes, "certificate", 0), .version = 1, .body = certificate}
    );
}

DealForm DealWorld::form() const {
    DealForm form;
    form.customer = {
        .legal_name = "Northgate Rail Inc.",
        .domain = "northgaterail.com",
        .country = "US",
        .tax_id = {},
        .sector = "transport",
        .public_sector = false};
    form.title = "Fleet automation";
    form.objective =
        "Automate fleet inspection work orders across 41 depots and hand exceptions to planners.";
    form.products = {"platform_licenses", "industry_4_0"};
    const auto dollars = [](std::int64_t amount) { return Money{amount * 100, usd}; };
    form.lines = {
        {.category = "software_licenses", .amount = dollars(520'000), .term_months = 36},
        {.category = "professional_services", .amount = dollars(60'000)},
        {.category = "implementation_services", .amount = dollars(60'000)}};
    form.currency = usd;
    form.expected_close = date_of(now) + Days{60};
    form.contact = {.name = "Priya Nair", .email = "p.nair@northgaterail.com"};
    return form;
}

DealForm DealWorld::form_worth(std::int64_t dollars) const {
    DealForm worth = form();
    worth.lines = {{.category = "software_licenses", .amount = {dollars * 100, usd}}};
    return worth;
}

Result<Changes> DealWorld::decide(const Actor& actor, const Command& command) {
    const Context context{
        .actor = actor,
        .now = now,
        .program = program,
        .numbers = numbers,
        .command_seed = derived_id({}, "command", ++commands_),
        .authority = authority,
        .suffixes = nullptr,
        .proved_not_before = proved_not_before};
    return decided_twice(command, records, context, numbers.count);
}

Changes DealWorld::act(const Actor& actor, const Command& command) {
    auto changes = decide(actor, command);
    if (!changes.ok()) {
        FAIL(
            command_name(command) << " refused: " << name_of(changes.problem().code) << " at "
                                  << changes.problem().field
        );
    }
    note_transitions(command, changes.value());
    if (watch) watch(command, changes.value());
    for (const Due& due : changes.value().dues) {
        dues[{subject_of(due.command), std::string(command_name(due.command))}] = due;
    }
    for (const Record& record : changes.value().puts) records.put(record);
    for (const RecordKey& key : changes.value().removals) records.remove(key);
    now = now + 1'000;
    return std::move(changes).value();
}

// Why a deal changed that the command was not about: a party came or left.
static std::string_view effect_of(const Command& command, const Deal& before, const Deal& after) {
    const Transition award{
        AwardConflict::registered.name, before.review, after.review, after.outcome};
    if (command.is<AwardConflict>() && is_transition(award)) return award.command;
    const bool into_conflict =
        after.review == Review::conflict && before.review != Review::conflict;
    const bool found = into_conflict || (after.contested && !before.contested);
    return found ? "overlap_found" : "overlap_ended";
}

std::vector<bool>& rows_taken() {
    static std::vector<bool> taken(transitions().size(), false);
    return taken;
}

static void note_row(const Transition& change) {
    const auto rows = transitions();
    const auto row = std::find(rows.begin(), rows.end(), change);
    if (row != rows.end()) rows_taken()[static_cast<std::size_t>(row - rows.begin())] = true;
}

void DealWorld::note_transitions(const Command& command, const Changes& changes) {
    // An import makes drafts, which is no step of a deal.
    const Kind about = subject_of(command).kind;
    if (about != Kind::deal && about != Kind::pursuit) return;
    for (const Record& record : changes.puts) {
        const auto* after = record.body.as<Deal>();
        if (after == nullptr) continue;
        Transition change{
            .command = command_name(command),
            .from = {},
            .to = after->review,
            .outcome = after->outcome};
        if (const Record* before = records.find(record.key())) {
            const auto& deal = body_of<Deal>(*before);
            change.from = deal.review;
            if (record.key() != subject_of(command)) {
                change.command = effect_of(command, deal, *after);
            }
        }
        CAPTURE(change.command, name_of(after->review));
        CHECK(is_transition(change));
        note_row(change);
        seen.push_back(change);
    }
    // What a step leaves as it was is a step as well.
    const Record* stays = records.find(subject_of(command));
    const bool is_put =
        std::any_of(changes.puts.begin(), changes.puts.end(), [&command](const Record& record) {
            return record.key() == subject_of(command);
        });
    if (about == Kind::deal && stays != nullptr && !is_put && changes.removals.empty()) {
        const auto& deal = body_of<Deal>(*stays);
        const Transition change{command_name(command), deal.review, deal.review, deal.outcome};
        CAPTURE(change.command, name_of(deal.review));
        CHECK(is_transition(change));
        note_row(change);
        seen.push_back(change);
    }
    for (const RecordKey& key : changes.removals) {
        seen.push_back({command_name(command), body_of<Deal>(*records.find(key)).review, {}});
        note_row(seen.back());
    }
}

void DealWorld::pass_to(Moment moment) {
    while (true) {
        const auto sooner = [](const auto& a, const auto& b) { return a.second.at < b.second.at; };
        const auto next = std::min_element(dues.begin(), dues.end(), sooner);
        if (next == dues.end() || std::max(moment, now) < next->second.at) break;
        const Due due = next->second;
        dues.erase(next);
        if (now < due.at) now = due.at;
        if (decide(system, due.command).ok()) act(system, due.command);
    }
    if (now < moment) now = moment;
}

void DealWorld::award(const AwardConflict& award) {
    act(board, award);
    act(board_too, award);
}

const Deal& DealWorld::deal(std::string_view name) const {
    const Record* record = records.find({Kind::deal, id_of(name)});
    REQUIRE(record != nullptr);
    return body_of<Deal>(*record);
}

std::vector<IdBytes> DealWorld::linked(std::string_view name) const {
    const Contest* contest = contest_in(records, id_of(name));
    return contest == nullptr ? std::vector<IdBytes>{} : contest->linked;
}

std::vector<IdBytes> DealWorld::possible(std::string_view name) const {
    const Contest* contest = contest_in(records, id_of(name));
    return contest == nullptr ? std::vector<IdBytes>{} : contest->possible;
}

AwardProposal DealWorld::proposal(std::string_view name) const {
    const Contest* contest = contest_in(records, id_of(name));
    return contest == nullptr ? AwardProposal{} : contest->award;
}

bool DealWorld::has_deal(std::string_view name) const {
    return records.find({Kind::deal, id_of(name)}) != nullptr;
}

std::vector<std::string> DealWorld::events(std::string_view name) const {
    std::vector<const HistoryLine*> lines;
    for (const Record* record : records.under("history_of:" + text_from_id(id_of(name)))) {
        lines.push_back(&body_of<HistoryLine>(*record));
    }
    std::sort(lines.begin(), lines.end(), [](const HistoryLine* a, const HistoryLine* b) {
        if (a->at != b->at) return a->at < b->at;
        return a->event > b->event;  // Within one command: submitted before what it led to.
    });
    std::vector<std::string> events;
    for (const HistoryLine* line : lines) events.push_back(line->event);
    return events;
}

void DealWorld::change_partner(PartnerId partner, void (*change)(Partner&)) {
    Record record = *records.find({Kind::partner, partner.bytes});
    change(body_of<Partner>(record));
    records.put(std::move(record));
}

void DealWorld::submit(std::string_view name, const DealForm& submitted) {
    act(seller, SubmitDeal{id(name), submitted});
}

void DealWorld::claim(std::string_view name) {
    act(manager, ClaimDeal{id(name)});
}

void DealWorld::ask(std::string_view name, std::vector<std::string> fields) {
    act(manager, AskAboutDeal{id(name), std::move(fields), "Please say more."});
}

}  // namespace entente::test
