#include "core/app/pages/partner/home.h"

#include "core/app/format.h"
#include "core/base/sort.h"

#include <algorithm>

namespace entente {

namespace {

// What the figures add up, in the currency of the program.
struct Totals {
    std::int64_t open = 0;
    std::int64_t approved = 0;
    std::int64_t protected_now = 0;
    Money open_value;
    Money forecast;    // Margin of open deals, weighted by stage.
    Money won_margin;  // Margin of deals won in this quarter.
    std::int64_t won = 0;
    Date converted_on{};  // The newest rate used; the epoch: none was needed.
    bool exact = true;    // Nothing was left out.
    const Record* next_lapse = nullptr;
    std::vector<std::int64_t> stage_count;
    std::vector<Money> stage_value;
};

Date quarter_start(Date day) {
    const std::chrono::year_month_day ymd{day};
    const unsigned month = (static_cast<unsigned>(ymd.month()) - 1) / 3 * 3 + 1;
    return Date{ymd.year() / std::chrono::month{month} / 1};
}

// Adds an amount in whatever currency; one that cannot be converted or added is left out and the
// figure then says "at least".
void add_to(Money& sum, Money amount, const PageSource& source, Totals& totals) {
    if (!amount.currency.given()) return;
    const Result<Money> same = converted(source.program, amount, sum.currency, date_of(source.now));
    const Date rate = rate_date(source.program, amount.currency, sum.currency, date_of(source.now));
    totals.converted_on = std::max(totals.converted_on, rate);
    const Result<Money> total = same.ok() ? add(sum, same.value()) : same;
    if (total.ok()) {
        sum = total.value();
    } else {
        totals.exact = false;
    }
}

Money expected_margin(const DealMargin& margin) {
    if (!margin.known) return {};
    return margin.agreed ? *margin.agreed : margin.low;
}

void count_open(Totals& totals, const PageSource& source, const Record& record) {
    const auto& deal = body_of<Deal>(record);
    const Money value = value_or_none(deal);
    totals.open++;
    add_to(totals.open_value, value, source, totals);
    if (protection_left_ms(deal, source.now)) {
        totals.protected_now++;
        const Record* next = totals.next_lapse;
        if (next == nullptr || deal.protected_until < body_of<Deal>(*next).protected_until) {
            totals.next_lapse = &record;
        }
    }
    for (std::size_t i = 0; i < source.program.stages.size(); i++) {
        const StageRule& rule = source.program.stages[i];
        if (rule.stage != deal.stage) continue;
        totals.stage_count[i]++;
        add_to(totals.stage_value[i], value, source, totals);
        const Money margin = expected_margin(margin_of(source, deal));
        const Result<Money> weighted = share_of(margin, rule.probability);
        if (weighted.ok()) add_to(totals.forecast, weighted.value(), source, totals);
    }
}

Totals totals_of(const PageSource& source) {
    const Money none{0, source.program.currency};
    Totals totals;
    totals.open_value = totals.forecast = totals.won_margin = none;
    totals.stage_count.resize(source.program.stages.size());
    totals.stage_value.resize(source.program.stages.size(), none);
    const Moment quarter = start_of(quarter_start(date_of(source.now)));
    for (const Record* record : records_under(source, "deals_of", source.actor.partner.bytes)) {
        const auto& deal = body_of<Deal>(*record);
        if (in_pipeline(deal)) count_open(totals, source, *record);
        if (deal.outcome == DealOutcome::won && quarter <= deal.decided_at) {
            totals.won++;
            add_to(totals.won_margin, expected_margin(margin_of(source, deal)), source, totals);
        }
    }
    return totals;
}

Figure figure_of(
    const PageSource& source,
    std::string_view key,
    const std::string& value,
    const std::string& note,
    const std::string& rule
) {
    const std::string label = source.words.text(key);
    return {label, value, note, source.words.text("common.about", {{"what", label}}), rule};
}

Figure open_figure(const PageSource& source, const Totals& totals, const Partner* partner) {
    const Catalog& words = source.words;
    std::string note = words.count("home.open.deals", totals.open);
    if (partner != nullptr && partner->quota_per_quarter.minor > 0) {
        const Result<Money> tenths =
            scaled(totals.open_value, 10, partner->quota_per_quarter.minor);
        if (tenths.ok() && partner->quota_per_quarter.currency == totals.open_value.currency) {
            const std::int64_t times = tenths.value().minor;
            const std::string text = text_from_count(words, times / 10) +
                                     words.text("locale.decimal") + std::to_string(times % 10);
            note += " · " + words.text("home.open.quota", {{"times", text}});
        }
    }
    std::string rule = words.text("home.open.rule");
    if (totals.converted_on != Date{}) {
        const std::string day = text_from_day(words, totals.converted_on);
        rule += " " + words.text("home.converted", {{"day", day}});
    }
    if (!totals.exact) rule += " " + words.text("home.at_least");
    return figure_of(source, "home.open", text_from_figure(words, totals.open_value), note, rule);
}

Figure protected_figure(const PageSource& source, const Totals& totals) {
    const Catalog& words = source.words;
    std::string note = words.text("home.protected.none");
    if (totals.next_lapse != nullptr) {
        const auto& deal = body_of<Deal>(*totals.next_lapse);
        const std::int64_t left = protection_left_ms(deal, source.now).value_or(0);
        note = words.text(
            "home.protected.next",
            {{"left", text_from_duration(words, left)}, {"customer", deal.customer.legal_name}}
        );
    }
    const std::string value = words.text(
        "home.protected.value",
        {{"n", text_from_count(words, totals.protected_now)},
         {"of", text_from_count(words, totals.open)}}
    );
    const std::string rule = words.text("home.protected.rule");
    return figure_of(source, "home.protected", value, note, rule);
}

std::vector<Figure> figures_of(const PageSource& source, const Totals& totals) {
    const Catalog& words = source.words;
    const Partner* partner = partner_of(source, source.actor.partner);
    std::vector<Figure> figures{
        open_figure(source, totals, partner), protected_figure(source, totals)};
    if (!may(source, Permission::read_margins)) return figures;
    figures.push_back(figure_of(
        source,
        "home.won",
        text_from_amount(words, totals.won_margin),
        words.count("home.won.deals", totals.won),
        words.text("home.won.rule")
    ));
    figures.push_back(figure_of(
        source,
        "home.forecast",
        text_from_figure(words, totals.forecast),
        words.text("home.forecast.note"),
        words.text("home.forecast.rule")
    ));
    return figures;
}

Task deal_task(const PageSource& source, const Record& record, DealAsks asks) {
    const Catalog& words = source.words;
    const auto& deal = body_of<Deal>(record);
    const std::string customer = deal.customer.legal_name;
    Task task;
    task.key = text_from_id(record.id);
    task.url = url_of(Screen::deal, record.id);
    const std::string value = text_from_amount(words, value_or_none(deal));
    task.text = words.text(
        "home.task.deal", {{"customer", customer}, {"title", deal.title}, {"value", value}}
    );
    if (asks == DealAsks::answer) {
        task.status = {Tone::warning, words.text("home.task.question")};
        task.text = words.text(
            "home.task.question.text", {{"customer", customer}, {"text", deal.question.text}}
        );
        task.press = {
            "answer",
            words.text("deal.answer"),
            {},
            act::Navigate{url_of(Screen::edit_deal, record.id)}};
        task.due_ms = start_of(deal.question.due_on).ms;
        return task;
    }
    if (asks == DealAsks::attention) {
        task.status = {Tone::danger, words.text("sync.needs_attention")};
        task.press = {
            "attention",
            words.text("deal.open_attention"),
            {},
            act::Navigate{url_of(Screen::attention)}};
        return task;
    }
    const std::int64_t left = protection_left_ms(deal, source.now).value_or(0);
    const std::string text = text_from_duration(words, left);
    task.status = {Tone::danger, words.text("deal.callout.lapses", {{"left", text}})};
    task.press = {"open", words.text("home.task.open"), {}, act::Navigate{task.url}};
    task.due_ms = start_of(deal.protected_until + Days{1}).ms;
    return task;
}

void add_certificate_tasks(std::vector<Task>& tasks, const PageSource& source) {
    const Catalog& words = source.words;
    const Date today = date_of(source.now);
    for (const Record* record :
         records_under(source, "certificates_of", source.actor.partner.bytes)) {
        const auto& certificate = body_of<Certificate>(*record);
        const Level* level = entry_with_key(source.program.levels, certificate.level);
        if (level == nullptr || certificate.expires_on < today) continue;
        if (certificate.expires_on > today + Days{level->expiring_days}) continue;
        const std::string day = text_from_day_of_year(words, certificate.expires_on);
        Task task;
        task.key = text_from_id(record->id);
        task.status = {Tone::info, words.text("home.task.certificate", {{"day", day}})};
        task.text = words.text(
            "home.task.certificate.text",
            {{"person", person_name(source, certificate.person)}, {"level", level->name}}
        );
        task.url = url_of(Screen::certifications);
        task.press = {"certificates", words.text("home.task.open"), {}, act::Navigate{task.url}};
        task.due_ms = start_of(certificate.expires_on).ms;
        tasks.push_back(std::move(task));
    }
}

std::vector<Task> tasks_of(const PageSource& source) {
    std::vector<Task> tasks;
    for (const Record* record : records_under(source, "deals_of", source.actor.partner.bytes)) {
        const DealAsks asks = asks_of(source, *record);
        if (asks != DealAsks::none) tasks.push_back(deal_task(source, *record, asks));
    }
    add_certificate_tasks(tasks, source);
    sort_values(tasks, [](const Task& a, const Task& b) {
        return a.due_ms != b.due_ms ? a.due_ms < b.due_ms : a.key < b.key;
    });
    return tasks;
}

std::vector<StageBar> pipeline_of(const PageSource& source, const Totals& totals) {
    std::int64_t largest = 1;
    for (const Money& value : totals.stage_value) largest = std::max(largest, value.minor);
    std::vector<StageBar> bars;
    for (std::size_t i = 0; i < totals.stage_value.size(); i++) {
        const Money value = totals.stage_value[i];
        const Result<Money> permille = scaled(value, 1000, largest);
        const auto part = permille.ok() ? static_cast<std::int32_t>(permille.value().minor) : 0;
        bars.push_back(
            {source.program.stages[i].name,
             text_from_count(source.words, totals.stage_count[i]),
             text_from_figure(source.words, value),
             part}
        );
    }
    return bars;
}

std::string greeting_of(const PageSource& source, std::int32_t utc_offset_minutes) {
    const Moment local = source.now + std::int64_t{utc_offset_minutes} * 60'000;
    const std::int64_t hour = (local - start_of(date_of(local))) / ms_per_hour;
    const std::string name = source.actor.name.substr(0, source.actor.name.find(' '));
    const char* key = "home.evening";
    if (hour >= 4 && hour < 12) key = "home.morning";
    if (hour >= 12 && hour < 18) key = "home.afternoon";
    return source.words.text(key, {{"name", name}});
}

}  // namespace

HomePage build_home_page(const PageSource& source, std::int32_t utc_offset_minutes) {
    const Catalog& words = source.words;
    HomePage page;
    page.greeting = greeting_of(source, utc_offset_minutes);
    if (const Partner* partner = partner_of(source, source.actor.partner)) {
        page.subtitle = partner->name + " · " + tier_name(source, partner->tier) + " · " +
                        region_name(source, partner->region);
    }
    page.presses.push_back(
        {"margin", words.text("home.calculate"), {}, act::Navigate{url_of(Screen::margins)}}
    );
    if (!source.read_only && may(source, Permission::register_deal)) {
        page.presses.push_back(
            {"register",
             words.text("deals.register"),
             {},
             act::Navigate{url_of(Screen::register_deal)},
             true}
        );
    }
    const Totals totals = totals_of(source);
    page.figures = figures_of(source, totals);
    page.tasks = tasks_of(source);
    page.tasks_title = words.text("home.tasks");
    page.tasks_note = words.count("home.tasks.count", static_cast<std::int64_t>(page.tasks.size()));
    page.tasks_empty = {words.text("home.tasks.empty"), words.text("home.tasks.empty.text"), {}};
    page.pipeline_title = words.text("home.pipeline");
    page.pipeline_note = words.text("home.pipeline.note");
    page.pipeline = pipeline_of(source, totals);
    return page;
}

}  // namespace entente
