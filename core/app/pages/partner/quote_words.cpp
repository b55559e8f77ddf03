#include "core/app/pages/partner/quote_words.h"

#include "core/app/format.h"

namespace entente {

namespace {

std::string amount_of(const PageSource& source, const QuoteStep& step) {
    const Catalog& words = source.words;
    if (step.to_bill) return words.text("quote.to_bill");
    const std::string amount = step.agreed_rate ? text_from_amount(words, step.agreed)
                                                : text_from_range(words, step.low, step.high);
    return step.later ? words.text("quote.later", {{"amount", amount}}) : amount;
}

std::string rule_of_step(const PageSource& source, const QuoteStep& step) {
    const Catalog& words = source.words;
    if (step.to_bill) return words.text("quote.not_counted");
    const std::string band = text_from_band(words, step.band_low, step.band_high);
    if (step.cost) return words.text("quote.cost", {{"band", band}});
    const std::string model = step.rule.substr(0, step.rule.find('.'));
    return words.text("quote.rule", {{"model", words.of("model", model)}, {"band", band}});
}

std::string unlock_needs(const PageSource& source, const std::string& needs) {
    const std::size_t colon = needs.find(':');
    const std::string kind = needs.substr(0, colon);
    std::string what = colon == std::string::npos ? std::string() : needs.substr(colon + 1);
    if (kind == "certificate") what = level_name(source, what);
    if (kind == "tier") what = source.words.of("tier", what);
    return source.words.text("unlock." + kind, {{"what", what}});
}

}  // namespace

std::vector<QuoteLine> quote_lines(const PageSource& source, const Quote& quote) {
    const Catalog& words = source.words;
    std::vector<QuoteLine> lines;
    for (const QuoteStep& step : quote.steps) {
        QuoteLine line;
        line.title = category_name(source, step.category);
        line.base = text_from_amount(words, step.base);
        line.rate = step.agreed_rate ? text_from_percent(words, *step.agreed_rate)
                                     : text_from_band(words, step.band_low, step.band_high);
        if (quote.part != percent_whole && !step.later && !step.to_bill) {
            line.rate += " × " + text_from_percent(words, quote.part);
        }
        line.rule = rule_of_step(source, step);
        line.amount = amount_of(source, step);
        const std::string day = text_from_day(words, step.effective_from);
        line.source = words.text(
            "quote.source", {{"rule", step.rule}, {"version", step.rule_version}, {"day", day}}
        );
        if (!step.clause.empty()) {
            line.source += " · " + words.text("quote.clause", {{"clause", step.clause}});
        }
        line.about = words.text("common.about", {{"what", line.title}});
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string quote_source_line(const PageSource& source, const Agreement* agreement) {
    const Catalog& words = source.words;
    const std::string since = text_from_day(words, source.program.effective_from);
    std::string line =
        words.text("quote.rule_set", {{"version", source.program.rules_version}, {"day", since}});
    if (agreement != nullptr) {
        line += " · " + words.text("quote.agreement", {{"number", agreement->number}});
    }
    return line;
}

std::vector<std::string> unlock_lines(const PageSource& source, const Quote& quote) {
    std::vector<std::string> lines;
    for (const Unlock& unlock : quote.unlocks) {
        lines.push_back(source.words.text(
            unlock.of_the_year ? "unlock.line.year" : "unlock.line",
            {{"needs", unlock_needs(source, unlock.needs)},
             {"amount", text_from_amount(source.words, unlock.raises_by)}}
        ));
    }
    return lines;
}

std::string quote_rules(const PageSource& source, const Quote& quote) {
    std::string all;
    for (const QuoteLine& line : quote_lines(source, quote)) {
        if (!all.empty()) all += "; ";
        all += line.title + " " + line.base + " × " + line.rate + ": " + line.source;
    }
    return all;
}

std::string quote_sum(const PageSource& source, const Quote& quote) {
    if (quote.agreed) return text_from_amount(source.words, *quote.agreed);
    return text_from_range(source.words, quote.low, quote.high);
}

}  // namespace entente
