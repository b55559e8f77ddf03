#include "core/app/pages/partner/margins.h"

#include "core/app/format.h"
#include "core/domain/earnings/year.h"

#include <algorithm>

namespace entente {

namespace {

// One way of working together: a model, or one category of a model whose categories are
// alternatives (standard, premium and exclusive resellers).
struct Way {
    const RevenueModel* model = nullptr;
    const CategoryRule* only = nullptr;

    std::string key() const { return only == nullptr ? model->key : model->key + "." + only->key; }
};

std::vector<Way> ways_of(const Program& program) {
    std::vector<Way> ways;
    for (const RevenueModel& model : program.models) {
        bool alternatives = false;
        for (const CategoryRule& category : model.categories) {
            if (category.covers.empty() || category.kind == CategoryKind::volume_incentive)
                continue;
            alternatives = true;
            ways.push_back({&model, &category});
        }
        if (!alternatives) ways.push_back({&model, nullptr});
    }
    return ways;
}

std::string way_name(const PageSource& source, const Way& way) {
    const std::string model = source.words.of("model", way.model->key);
    return way.only == nullptr ? model : way.only->name;
}

// The way the partner's own agreement takes.
std::string own_way(const PageSource& source, const Agreement& agreement) {
    for (const Way& way : ways_of(source.program)) {
        if (way.model->key != agreement.model) continue;
        if (way.only == nullptr) return way.key();
        for (const AgreedRate& rate : agreement.rates) {
            if (rate.category == way.only->key) return way.key();
        }
    }
    return agreement.model;
}

Percent rate_at(const RateBand& band, std::int32_t permille) {
    const std::int32_t span = band.high.basis_points - band.low.basis_points;
    return {band.low.basis_points + (span * permille + 500) / 1000};
}

// What would be agreed at that place inside the bands.
Agreement agreement_at(const PageSource& source, const Way& way, std::int32_t permille) {
    Agreement agreement;
    agreement.partner = source.actor.partner;
    agreement.model = way.model->key;
    const Date today = date_of(source.now);
    agreement.valid_from = today;
    agreement.valid_until = today;
    for (const CategoryRule& category : way.model->categories) {
        const bool counts = way.only == nullptr || way.only == &category;
        const RateBand* band = band_on(category, today);
        if (!counts || band == nullptr || category.kind == CategoryKind::volume_incentive) continue;
        agreement.rates.push_back({category.key, rate_at(*band, permille)});
    }
    return agreement;
}

struct Calculation {
    const PageSource& source;
    const MarginInput& input;
    const Agreement* own = nullptr;
    std::vector<Way> ways;
    std::size_t way = 0;
    bool is_own = false;
    std::vector<DealLine> lines;
    Money total;
};

void choose_way(Calculation& calculation) {
    const std::string own =
        calculation.own != nullptr ? own_way(calculation.source, *calculation.own) : std::string();
    const std::string& wanted = calculation.input.model.empty() ? own : calculation.input.model;
    for (std::size_t i = 0; i < calculation.ways.size(); i++) {
        if (calculation.ways[i].key() == wanted) calculation.way = i;
    }
    calculation.is_own =
        !calculation.ways.empty() && calculation.ways[calculation.way].key() == own;
}

void read_amounts(MarginsPage& page, Calculation& calculation) {
    const PageSource& source = calculation.source;
    const RevenueModel& model = *calculation.ways[calculation.way].model;
    calculation.total = {0, source.program.currency};
    for (const std::string& key : line_categories(source.program, model.key)) {
        AmountField field{key, category_name(source, key), {}, {}, {}, {}};
        for (const auto& [category, text] : calculation.input.lines) {
            if (category == key) field.value = text;
        }
        if (!field.value.empty()) {
            field.settled = settled_amount(source.words, field.value, source.program.currency);
            const Result<Money> amount = money_from_text(field.value, source.program.currency);
            const Result<Money> total =
                amount.ok() ? add(calculation.total, amount.value()) : amount;
            if (total.ok() && amount.value().minor < 0) {
                field.error = source.words.problem({ProblemCode::amount_must_be_positive, key, {}});
            } else if (total.ok()) {
                calculation.total = total.value();
                if (amount.value().minor != 0) {
                    calculation.lines.push_back({key, amount.value(), 12, false});
                }
            } else {
                field.error = source.words.problem(total.problem());
            }
        }
        page.lines.push_back(std::move(field));
    }
}

void fill_volume(MarginsPage& page, const Calculation& calculation) {
    const Catalog& words = calculation.source.words;
    const RevenueModel& model = *calculation.ways[calculation.way].model;
    for (const CategoryRule& category : model.categories) {
        if (category.kind != CategoryKind::volume_incentive) continue;
        const RateBand* band = band_on(category, date_of(calculation.source.now));
        if (band == nullptr) continue;
        page.has_volume = true;
        page.volume = {
            "volume", words.text("margins.volume"), calculation.input.volume, {}, {}, {}};
        page.volume.settled =
            settled_amount(words, calculation.input.volume, calculation.source.program.currency);
        const std::string rates = text_from_band(words, band->low, band->high);
        const Money least = threshold_of(category, *band);
        const std::string threshold = text_from_amount(words, least);
        const Result<Money> volume =
            money_from_text(calculation.input.volume, calculation.source.program.currency);
        const bool reached = volume.ok() && volume.value().minor >= least.minor;
        page.volume.help = words.text(
            reached ? "margins.volume.reached" : "margins.volume.from",
            {{"band", rates}, {"threshold", threshold}}
        );
    }
}

// What the partner has reached; the year's volume as it was typed, else as the deals tell it.
Standing standing_for(const Calculation& calculation, const Agreement& agreement) {
    const PageSource& source = calculation.source;
    Standing standing = standing_of(agreement, source.records, source.program, date_of(source.now));
    const Result<Money> typed = money_from_text(calculation.input.volume, source.program.currency);
    if (typed.ok() && typed.value().minor >= 0) standing.year_volume = typed.value();
    return standing;
}

// How far inside its band the agreed sum lies; a rate that has left it lies at its end.
int position_of(const Quote& quote) {
    if (!quote.agreed || quote.high.minor <= quote.low.minor) return 0;
    const Money part{quote.agreed->minor - quote.low.minor, quote.low.currency};
    const Result<Money> permille = scaled(part, 1000, quote.high.minor - quote.low.minor);
    if (!permille.ok()) return 0;
    return static_cast<int>(std::clamp<std::int64_t>(permille.value().minor, 0, 1000));
}

// A deal like many.
void fill_example(MarginsPage& page, const PageSource& source) {
    constexpr std::string_view amounts[] = {"60000", "500000", "80000", "140000"};
    page.example_label = source.words.text("margins.example");
    for (std::size_t i = 0; i < page.lines.size() && i < std::size(amounts); i++) {
        page.example.emplace_back(
            page.lines[i].key, settled_amount(source.words, amounts[i], source.program.currency)
        );
    }
}

void fill_sum(MarginsPage& page, const Calculation& calculation) {
    const PageSource& source = calculation.source;
    const Catalog& words = source.words;
    page.sum_title = words.text("margins.earn");
    page.sum_unit = words.text("margins.unit", {{"currency", source.program.currency.text()}});
    if (calculation.lines.empty()) {
        page.problem = words.text("margins.empty");
        fill_example(page, source);
        return;
    }
    const bool as_agreed = calculation.is_own && calculation.input.position < 0;
    const std::int32_t permille = std::max(calculation.input.position, 0);
    const Agreement tried = agreement_at(source, calculation.ways[calculation.way], permille);
    const Agreement& agreement = as_agreed ? *calculation.own : tried;
    const Result<Quote> result = quote(
        calculation.lines,
        agreement,
        source.program,
        date_of(source.now),
        standing_for(calculation, agreement)
    );
    if (!result.ok()) {
        page.problem = words.problem(result.problem());
        return;
    }
    const Quote& made = result.value();
    page.sum = quote_sum(source, made);
    const std::string low = text_from_amount(words, made.low);
    const std::string high = text_from_amount(words, made.high);
    page.sum_note = words.text("margins.between", {{"low", low}, {"high", high}});
    page.slider_label = words.text("margins.rate");
    page.slider_value = page.sum;
    page.low = low;
    page.high = high;
    page.position = as_agreed ? position_of(made) : permille;
    page.slides = made.low != made.high;
    page.steps = quote_lines(source, made);
    page.unlocks = unlock_lines(source, made);
    page.source_line = quote_source_line(source, as_agreed ? calculation.own : nullptr);
    if (!as_agreed) page.source_line += " · " + words.text("margins.what_if");
}

struct CompareBar {
    ModelBar shown;
    Money high;
};

std::optional<CompareBar> compare_bar(
    const PageSource& source,
    const std::string& name,
    const Way& way,
    const std::vector<DealLine>& lines
) {
    const Agreement agreement = agreement_at(source, way, 0);
    const Result<Quote> made = quote_margin(lines, agreement, source.program, date_of(source.now));
    if (!made.ok() || made.value().high.minor <= 0) return std::nullopt;
    const Quote& result = made.value();
    CompareBar bar;
    bar.shown.name = name;
    bar.high = result.high;
    bar.shown.amount = text_from_range(source.words, result.low, result.high);
    if (!result.steps.empty()) {
        Percent low = result.steps.front().band_low;
        Percent high = result.steps.front().band_high;
        for (const QuoteStep& step : result.steps) {
            if (step.band_low < low) low = step.band_low;
            if (high < step.band_high) high = step.band_high;
        }
        bar.shown.band = text_from_band(source.words, low, high);
    }
    return bar;
}

// The same amount under every way: a single category's way quotes the whole sum as one line, a
// model whose categories add up the lines as they were entered.
void fill_compare(MarginsPage& page, const Calculation& calculation) {
    const PageSource& source = calculation.source;
    page.compare_title = source.words.text("margins.compare");
    std::vector<CompareBar> bars;
    const auto add_bar = [&](std::optional<CompareBar> bar) {
        if (bar) bars.push_back(std::move(*bar));
    };
    const Way& chosen = calculation.ways[calculation.way];
    for (const Way& way : calculation.ways) {
        const bool adds_up = way.model->categories.front().kind == CategoryKind::to_bill;
        if (way.only == nullptr && adds_up) {
            if (way.model == chosen.model)
                add_bar(compare_bar(source, way_name(source, way), way, calculation.lines));
            continue;
        }
        for (const CategoryRule& category : way.model->categories) {
            if (way.only != nullptr && way.only != &category) continue;
            const std::string line =
                category.covers.empty() ? category.key : category.covers.front();
            const DealLine whole{line, calculation.total, 12, false};
            add_bar(compare_bar(source, category.name, way, {whole}));
        }
    }
    std::int64_t largest = 1;
    for (const CompareBar& bar : bars) largest = std::max(largest, bar.high.minor);
    for (CompareBar& bar : bars) {
        const Result<Money> permille = scaled(bar.high, 1000, largest);
        bar.shown.permille = permille.ok() ? static_cast<std::int32_t>(permille.value().minor) : 0;
        page.compare.push_back(std::move(bar.shown));
    }
}

void fill_card(MarginsPage& page, const PageSource& source, const Agreement* own) {
    const Catalog& words = source.words;
    for (const char* key :
         {"card.category", "card.model", "card.band", "card.agreed", "card.valid", "card.rule"}) {
        page.card_columns.push_back(words.text(key));
    }
    const Date today = date_of(source.now);
    for (const RevenueModel& model : source.program.models) {
        for (const CategoryRule& category : model.categories) {
            const RateBand* band = band_on(category, today);
            if (band == nullptr) continue;
            RateRow row;
            row.model = words.of("model", model.key);
            row.category = category.name;
            row.band = text_from_band(words, band->low, band->high);
            row.agreed = words.text("common.none");
            row.own = own != nullptr && own->model == model.key;
            for (std::size_t i = 0; row.own && i < own->rates.size(); i++) {
                if (own->rates[i].category != category.key) continue;
                row.agreed = text_from_percent(words, own->rates[i].rate);
            }
            row.valid =
                words.text("card.since", {{"day", text_from_day(words, band->effective_from)}});
            row.version = band->version;
            row.about = words.text("common.about", {{"what", row.category}});
            row.rule = words.text(
                "quote.source",
                {{"rule", model.key + "." + category.key},
                 {"version", band->version},
                 {"day", text_from_day(words, band->effective_from)}}
            );
            page.card.push_back(std::move(row));
        }
    }
}

void fill_head(MarginsPage& page, const PageSource& source, bool rate_card) {
    const Catalog& words = source.words;
    page.title = words.text("margins.title");
    page.subtitle = words.text(
        "margins.subtitle", {{"day", text_from_day(words, source.program.effective_until)}}
    );
    page.shows_rate_card = rate_card;
    page.tabs = {
        {"calculator",
         words.text("margins.calculator"),
         {},
         act::Navigate{url_of(Screen::margins)},
         !rate_card},
        {"rate_card",
         words.text("margins.rate_card"),
         {},
         act::Navigate{url_of(Screen::rate_card)},
         rate_card}};
    for (const char* key : {"step.title", "step.rule", "step.base", "step.rate", "step.amount"}) {
        page.step_columns.push_back(words.text(key));
    }
}

}  // namespace

MarginsPage build_margins_page(const PageSource& source, const MarginInput& input) {
    MarginsPage page;
    fill_head(page, source, input.rate_card);
    if (!may(source, Permission::read_margins)) {
        page.closed = {
            source.words.text("margins.closed"), source.words.text("margins.closed.text"), {}};
        return page;
    }
    const Agreement* own = agreement_in_force(source, source.actor.partner);
    if (input.rate_card) {
        fill_card(page, source, own);
        return page;
    }
    Calculation calculation{source, input, own, ways_of(source.program), 0, false, {}, {}};
    if (calculation.ways.empty()) return page;
    choose_way(calculation);
    page.model_label = source.words.text("margins.model");
    for (const Way& way : calculation.ways) {
        page.models.push_back({way.key(), way_name(source, way)});
    }
    page.model = static_cast<int>(calculation.way);
    page.currency = std::string(source.program.currency.text());
    read_amounts(page, calculation);
    fill_volume(page, calculation);
    fill_sum(page, calculation);
    if (calculation.total.minor > 0) fill_compare(page, calculation);
    return page;
}

}  // namespace entente
