// The company's own figures month by month, what partners are paid, and what is said of the launch.
#include "core/domain/commands/imports.h"
#include "core/domain/commands/money.h"
#include "core/domain/demo/beside.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

// ---- Imported figures ---------------------------------------------------------------------------

// What partners have won in those days, in the program's currency.
static std::int64_t won_in(const DemoWorld& world, const DemoCast& cast, Period days) {
    const Program& program = world.program();
    std::int64_t sum = 0;
    for (const DemoPartner& partner : cast.partners) {
        for (const Record* record :
             world.records().under(index_key("deals_of", partner.id.bytes))) {
            const auto& deal = body_of<Deal>(*record);
            const bool won = deal.outcome == DealOutcome::won && !deal.secondary;
            if (!won || !days.holds(date_of(deal.decided_at))) continue;
            const auto value = value_of(deal);
            if (!value.ok()) continue;
            const Date on = date_of(deal.decided_at);
            const auto told = converted(program, value.value(), program.currency, on);
            if (told.ok()) sum += told.value().minor;
        }
    }
    return sum;
}

// Partners bring about two fifths of what the company sells; of the rest some direct deals name a
// partner in a role.
static void import_month(DemoWorld& world, const DemoCast& cast, Period days) {
    constexpr std::int64_t million = 100'000'000;
    DemoChance& chance = world.chance();
    const std::int64_t partners = won_in(world, cast, days);
    CompanyFigure whole;
    whole.from = days.from;
    whole.until = days.until;
    whole.amount = {partners / 10 * chance.between(21, 26) + 4 * million, usd};
    whole.source = "Ledger, month of " + text_from_date(days.from).substr(0, 7);
    std::vector<CompanyFigure> figures{whole};
    for (const std::string_view name : {"Accenture", "SAP", "Microsoft Azure"}) {
        CompanyFigure direct = whole;
        direct.figure = std::string(direct_revenue_key);
        direct.partner = std::string(name);
        direct.amount = {whole.amount.minor / 100 * chance.between(3, 8), usd};
        figures.push_back(std::move(direct));
    }
    const ImportBatchId batch{
        world.id("ledger", static_cast<std::uint64_t>(days.from.time_since_epoch().count()))};
    const std::string file = "ledger-" + text_from_date(days.from).substr(0, 7) + ".csv";
    world.act(cast.staff.administrator, ImportFigures{batch, file, 0, std::move(figures)});
}

// How many deals the two platform partners closed themselves, which ours are a share of.
static void import_shares(DemoWorld& world, const DemoCast& cast, Period year) {
    const auto deals_of = [&world, &cast](std::string_view name) {
        const PartnerId partner = cast.named(name).id;
        return static_cast<std::int64_t>(
            world.records().under(index_key("deals_of", partner.bytes)).size()
        );
    };
    CompanyFigure share;
    share.from = year.from;
    share.until = year.until;
    share.source = "The partner's own count";
    share.figure = "azure_share";
    share.count = deals_of("Microsoft Azure") / 2 + 6;
    CompanyFigure other = share;
    other.figure = "sap_share";
    other.count = deals_of("SAP") + 20;
    const ImportBatchId batch{world.id("shares", 0)};
    world.act(cast.staff.administrator, ImportFigures{batch, "platforms.csv", 0, {share, other}});
}

static Date first_of_month(Date day) {
    const std::chrono::year_month_day parts{day};
    return parts.year() / parts.month() / std::chrono::day{1};
}

static void plan_figures(DemoWorld& world, const DemoCast& cast) {
    const Date begin = first_of_month(demo_begin(world.today()));
    for (Date month = begin; month < world.today(); month = months_after(month, 1)) {
        const Period days{month, months_after(month, 1)};
        world.plan(start_of(days.until + Days{4}) + 7 * ms_per_hour, [&world, &cast, days] {
            import_month(world, cast, days);
        });
    }
    const Date until = world.today() - Days{2};
    world.plan(days_ago(world, 1), [&world, &cast, until] {
        import_shares(world, cast, {months_after(until, -12), until});
    });
}

// ---- What partners are paid ---------------------------------------------------------------------

// Three weeks after the quarter, if a statement was issued by then; of the last one the bank has
// not taken all.
static void plan_payments(DemoWorld& world, const DemoCast& cast) {
    const Quarter last = quarter_before(quarter_of(world.today()));
    for (Quarter quarter = last; days_of(quarter).until > demo_begin(world.today());
         quarter = quarter_before(quarter)) {
        const Moment at = start_of(days_of(quarter).until + Days{20}) + 12 * ms_per_hour;
        for (std::size_t i = 0; i < cast.partners.size(); i++) {
            const DemoPartner& partner = cast.partners[i];
            if (quarter == last && i % 8 == 5) continue;
            const StatementId statement = statement_id(partner.id, quarter);
            world.plan(at, [&world, &cast, statement] {
                const RecordKey key{Kind::statement, statement.bytes};
                if (world.records().find(key) == nullptr) return;
                const PayStatement paid{statement, "SEPA-" + text_from_date(world.day())};
                world.act(cast.staff.administrator, paid);
            });
        }
    }
}

// ---- The launch ---------------------------------------------------------------------------------

static void plan_words(DemoWorld& world, const DemoCast& cast) {
    struct Word {
        std::string_view key;
        std::string_view text;
        std::int32_t months = 0;  // After the program began, or this week if that is to come.
    };
    static constexpr Word words[] = {
        {"management_team", "Three channel managers and a board of two are there.", 4},
        {"portal_and_crm", "The portal is open to all partners.", 6},
        {"economics_refined", "Bands of October are agreed with the board.", 16}};
    const Date started = world.program().plan.started_on;
    for (const Word& word : words) {
        const Date day = std::min(months_after(started, word.months), world.today() - Days{3});
        const Moment at = std::max(
            start_of(day) + 16 * ms_per_hour, start_of(demo_begin(world.today())) + ms_per_hour
        );
        TellMilestone told;
        told.milestone = milestone_id(word.key);
        told.key = std::string(word.key);
        told.done_on = day;
        told.text = std::string(word.text);
        world.plan(at, [&world, &cast, told] { world.act(cast.staff.administrator, told); });
    }
}

void plan_books(DemoWorld& world, const DemoCast& cast) {
    plan_figures(world, cast);
    plan_payments(world, cast);
    plan_words(world, cast);
}

}  // namespace entente
