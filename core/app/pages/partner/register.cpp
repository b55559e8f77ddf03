#include "core/app/pages/partner/register.h"

#include "core/app/format.h"
#include "core/app/pages/deal_words.h"
#include "core/base/places/country.h"
#include "core/base/sort.h"
#include "core/base/text/utf8.h"
#include "core/domain/earnings/year.h"
#include "core/domain/overlap.h"

#include <algorithm>
#include <array>

namespace entente {

namespace {

// The form as it is shown: what was typed, read, and judged.
struct Judged {
    const PageSource& source;
    const FormState& state;
    ReadForm read;
    std::vector<Problem> problems;
    const Deal* deal = nullptr;  // The one it is about, when there is one.
    bool answers = false;

    bool shows(FormField field) const { return state.sent_once || state.left.contains(field); }
    bool locked(std::string_view top_level) const {
        if (!answers || deal == nullptr) return false;
        const std::vector<std::string>& asked = deal->question.fields;
        return std::find(asked.begin(), asked.end(), top_level) == asked.end();
    }
    // The category of the line a problem is about: ours name it, the rules count. Empty: all lines.
    std::string_view line_of(const Problem& problem) const {
        constexpr std::string_view ours = "lines.";
        constexpr std::string_view theirs = "lines[";
        const std::string_view path = problem.field;
        if (path.substr(0, ours.size()) == ours) return path.substr(ours.size());
        if (path.substr(0, theirs.size()) != theirs) return {};
        std::size_t index = 0;
        for (const char c : path.substr(theirs.size())) {
            if (c < '0' || c > '9') break;
            index = index * 10 + static_cast<std::size_t>(c - '0');
        }
        return index < read.form.lines.size() ? read.form.lines[index].category
                                              : std::string_view();
    }
    std::string error(FormField field, std::string_view key) const {
        if (!shows(field)) return {};
        for (const Problem& problem : problems) {
            if (field_of(problem) != field) continue;
            const std::string_view line = line_of(problem);
            if (!line.empty() && line != key) continue;
            return problem_words(source, problem);
        }
        return {};
    }
};

constexpr std::array<std::string_view, 6> question_fields{
    "customer", "objective", "products", "lines", "expected_close", "contact"};

// Which of the fields that can be asked about a field belongs to.
std::string_view top_level_of(FormField field) {
    switch (field) {
        case FormField::customer_domain:
        case FormField::customer_name:
        case FormField::customer_country:
        case FormField::customer_sector:
        case FormField::customer_public:
        case FormField::customer_tax_id:
            return question_fields[0];
        case FormField::objective:
            return question_fields[1];
        case FormField::products:
            return question_fields[2];
        case FormField::lines:
        case FormField::currency:
        case FormField::term_months:
            return question_fields[3];
        case FormField::expected_close:
            return question_fields[4];
        case FormField::contact_name:
        case FormField::contact_email:
            return question_fields[5];
        case FormField::title:
            return "title";
        case FormField::source:
            return "source";
        case FormField::type:
            return "type";
        case FormField::competitor:
            return "competitor";
        case FormField::rfx_number:
            return "rfx_number";
        case FormField::answer:
            return {};
    }
    return {};
}

FormEntry entry(const Judged& judged, FormField field, bool required) {
    const std::string name(name_of(field));
    const std::string help = "form." + name + ".help";
    FormEntry made;
    made.field = field;
    made.key = name;
    made.label = judged.source.words.text("form." + name);
    made.value = std::string(judged.state.typed.text(field));
    if (judged.source.words.has(help)) made.help = judged.source.words.text(help);
    made.error = judged.error(field, {});
    made.required = required;
    made.locked = judged.locked(top_level_of(field));
    return made;
}

FormChoice choice(const Judged& judged, FormField field, std::vector<Option> options) {
    FormChoice made;
    // Term, type and source always have a value; only these two must be chosen.
    const bool required =
        field == FormField::customer_country || field == FormField::customer_sector;
    made.entry = entry(judged, field, required);
    made.options = std::move(options);
    for (std::size_t i = 0; i < made.options.size(); i++) {
        if (made.options[i].key == made.entry.value) made.chosen = static_cast<int>(i);
    }
    return made;
}

std::vector<Option> country_options() {
    std::vector<Option> options;
    for (const Country& country : known_countries()) {
        options.push_back({std::string(country.code), std::string(country.name)});
    }
    sort_values(options, [](const Option& a, const Option& b) { return a.name < b.name; });
    return options;
}

template <typename Choice>
std::vector<Option> options_of(const Catalog& words, std::string_view prefix) {
    std::vector<Option> options;
    for (const std::string_view name : names_of(Choice{})) {
        options.push_back({std::string(name), words.of(prefix, name)});
    }
    return options;
}

void fill_customer(RegisterPage& page, const Judged& judged) {
    const PageSource& source = judged.source;
    page.domain = entry(judged, FormField::customer_domain, true);
    page.name = entry(judged, FormField::customer_name, true);
    page.country = choice(judged, FormField::customer_country, country_options());
    std::vector<Option> sectors;
    for (const Sector& sector : source.program.sectors)
        sectors.push_back({sector.key, sector.name});
    page.sector = choice(judged, FormField::customer_sector, std::move(sectors));
    page.public_sector = entry(judged, FormField::customer_public, false);
    page.contact_name = entry(judged, FormField::contact_name, true);
    page.contact_email = entry(judged, FormField::contact_email, true);
    page.objective = entry(judged, FormField::objective, true);
    const std::size_t length = length_of(judged.read.form.objective);
    page.objective.help = source.words.text(
        "form.objective.count",
        {{"n", text_from_count(source.words, static_cast<std::int64_t>(length))},
         {"min", text_from_count(source.words, source.program.review.objective_characters_min)}}
    );
}

void fill_products(RegisterPage& page, const Judged& judged) {
    page.products = entry(judged, FormField::products, true);
    for (const Product& product : judged.source.program.products) {
        const bool on = !judged.state.typed.text(FormField::products, product.key).empty();
        page.product_choices.push_back({product.key, product.name, on});
    }
}

void fill_lines(RegisterPage& page, const Judged& judged, const Agreement* agreement) {
    const PageSource& source = judged.source;
    page.lines_title = source.words.text("form.lines");
    page.currency = std::string(judged.read.form.currency.text());
    const std::string model = agreement != nullptr ? agreement->model : std::string();
    std::vector<std::string> keys = line_categories(source.program, model);
    for (const DealLine& line : judged.read.form.lines) {
        // A category that the model does not cover still shows, with the problem beside it.
        if (std::find(keys.begin(), keys.end(), line.category) == keys.end()) {
            keys.push_back(line.category);
        }
    }
    for (const std::string& key : keys) {
        FormEntry made = entry(judged, FormField::lines, false);
        made.key = key;
        made.label = category_name(source, key);
        made.value = std::string(judged.state.typed.text(FormField::lines, key));
        made.help.clear();
        made.settled = settled_amount(source.words, made.value, judged.read.form.currency);
        made.error = judged.error(FormField::lines, key);
        page.lines.push_back(std::move(made));
    }
    // What is wrong with the lines as a whole stands at the first; the others say only their own.
    for (std::size_t i = 1; i < page.lines.size(); i++) {
        if (page.lines[i].error == page.lines[0].error) page.lines[i].error.clear();
    }
    Deal sum;
    sum.lines = judged.read.form.lines;
    const Result<Money> value = value_of(sum);
    if (value.ok() && !sum.lines.empty()) {
        page.lines_note = source.words.text(
            "form.lines.sum", {{"amount", text_from_amount(source.words, value.value())}}
        );
    }
    std::vector<Option> terms;
    for (const int months : {12, 24, 36, 48, 60}) {
        terms.push_back({std::to_string(months), source.words.count("duration.months", months)});
    }
    page.term = choice(judged, FormField::term_months, std::move(terms));
    if (page.term.chosen < 0) page.term.chosen = 0;
}

void fill_close(RegisterPage& page, const Judged& judged) {
    const Catalog& words = judged.source.words;
    page.close = entry(judged, FormField::expected_close, true);
    page.close.help = words.text(
        "form.expected_close.within",
        {{"months",
          words.count("duration.months", judged.source.program.review.close_within_months)}}
    );
    page.close_given = judged.read.form.expected_close != Date{};
    const Date shown =
        page.close_given ? judged.read.form.expected_close : date_of(judged.source.now);
    page.close_day = static_cast<std::int32_t>(shown.time_since_epoch().count());
    for (int month = 1; month <= 12; month++) {
        page.months.push_back(words.text("locale.month." + std::to_string(month)));
    }
    for (int day = 1; day <= 7; day++) {
        page.weekdays.push_back(words.text("locale.weekday." + std::to_string(day)));
    }
    page.calendar_open = words.text("calendar.open");
    page.calendar_previous = words.text("calendar.previous");
    page.calendar_next = words.text("calendar.next");
}

void fill_more(RegisterPage& page, const Judged& judged) {
    const Catalog& words = judged.source.words;
    page.more_title = words.text("form.more");
    page.deal_title = entry(judged, FormField::title, false);
    const Customer& customer = judged.read.form.customer;
    const Sector* sector = entry_with_key(judged.source.program.sectors, customer.sector);
    const bool is_public = customer.public_sector || (sector != nullptr && sector->public_sector);
    page.rfx = entry(judged, FormField::rfx_number, is_public);
    page.competitor = entry(judged, FormField::competitor, false);
    page.type = choice(judged, FormField::type, options_of<DealType>(words, "deal_type"));
    if (page.type.chosen < 0) page.type.chosen = 0;
    page.source = choice(judged, FormField::source, options_of<DealSource>(words, "deal_source"));
    if (page.source.chosen < 0) page.source.chosen = 0;
}

void fill_earnings(RegisterPage& page, const Judged& judged, const Agreement* agreement) {
    const PageSource& source = judged.source;
    const Catalog& words = source.words;
    page.earn_title = words.text("form.earn");
    page.earn_mark = {Tone::neutral, words.text("form.earn.estimate")};
    if (!may(source, Permission::read_margins)) {
        page.earn_problem = words.text("form.earn.hidden");
        return;
    }
    if (agreement == nullptr) {
        page.earn_problem = words.problem({ProblemCode::agreement_must_be_in_force, {}, {}});
        return;
    }
    if (judged.read.form.lines.empty()) {
        page.earn_problem = words.text("form.earn.empty");
        return;
    }
    const Date today = date_of(source.now);
    const Standing standing = standing_of(*agreement, source.records, source.program, today);
    const Result<Quote> result =
        quote(judged.read.form.lines, *agreement, source.program, today, standing);
    if (!result.ok()) {
        page.earn_problem = problem_words(source, result.problem());
        return;
    }
    const Quote& made = result.value();
    page.earn_sum = text_from_range(words, made.low, made.high);
    const std::string since = text_from_day(words, source.program.effective_from);
    page.earn_note = made.agreed
                         ? words.text(
                               "form.earn.agreed",
                               {{"amount", text_from_amount(words, *made.agreed)}, {"day", since}}
                           )
                         : words.text("form.earn.band", {{"day", since}});
    page.earn_lines = quote_lines(source, made);
    page.unlocks = unlock_lines(source, made);
}

// Looks only at the partner's own deals, by the keys under which they are found.
void fill_overlap(RegisterPage& page, const Judged& judged) {
    const PageSource& source = judged.source;
    const Catalog& words = source.words;
    page.overlap_title = words.text("form.overlap");
    const Customer& customer = judged.read.form.customer;
    const bool nothing = customer.domain.empty() && customer.legal_name.empty();
    const bool no_domain =
        std::any_of(judged.problems.begin(), judged.problems.end(), [](const Problem& problem) {
            return problem.field == "customer.domain";
        });
    if (nothing || (!customer.domain.empty() && no_domain)) {
        page.overlap = {Tone::neutral, words.text("form.overlap.waits")};
        page.overlap_text = words.text("form.overlap.text");
        return;
    }
    const PublicSuffixes none;
    const PublicSuffixes& list = source.suffixes != nullptr ? *source.suffixes : none;
    const Record* found = nullptr;
    SameCustomer how = SameCustomer::no;
    const auto look_at = [&](const Record& record) {
        const auto* other = record.body.as<Deal>();
        if (other == nullptr || !is_live(*other)) return;
        if (record.id == judged.state.typed.deal.bytes) return;
        const SameCustomer same = same_customer(customer, other->customer, list);
        if (static_cast<int>(same) <= static_cast<int>(how)) return;
        how = same;
        found = &record;
    };
    for (const std::string& key : match_keys(customer, list)) {
        for (const std::string& lookup : lookup_keys(key)) {
            for (const Record* record : source.records.under(lookup)) look_at(*record);
        }
    }
    page.overlap_text = words.text("form.overlap.text");
    if (found == nullptr) {
        page.overlap = {Tone::good, words.text("form.overlap.none")};
        return;
    }
    const auto& other = body_of<Deal>(*found);
    const bool certain = how == SameCustomer::certain;
    page.overlap = {
        certain ? Tone::danger : Tone::warning,
        words.text(certain ? "form.overlap.certain" : "form.overlap.possible")};
    page.overlap_text = words.text(
        "form.overlap.with",
        {{"customer", other.customer.legal_name},
         {"number", other.number.empty() ? other.title : other.number}}
    );
}

void fill_next(RegisterPage& page, const Judged& judged) {
    const PageSource& source = judged.source;
    const Catalog& words = source.words;
    page.next_title = words.text("form.next");
    page.next_steps.push_back(words.text("form.next.kept"));
    page.next_steps.push_back(words.text("form.next.sent"));
    page.next_steps.push_back(
        words.count("form.next.decided", source.program.review.sla_limit_hours)
    );
    const Partner* partner = partner_of(source, source.actor.partner);
    if (partner == nullptr) return;
    page.next_steps.push_back(
        words.count("form.next.protected", rule_of(source.program, partner->tier).protection_days)
    );
}

void fill_head(RegisterPage& page, const Judged& judged, bool not_saved) {
    const Catalog& words = judged.source.words;
    const std::string purpose(name_of(judged.state.typed.purpose));
    page.title = words.text("form.title." + purpose);
    page.subtitle = words.text(not_saved ? "form.not_kept" : "form.kept");
    if (judged.answers && judged.deal != nullptr) {
        page.notice = {Tone::warning, words.text("deal.callout.question")};
        page.notice_text = words.text(
            "deal.callout.question.text",
            {{"text", judged.deal->question.text},
             {"day", text_from_day(words, judged.deal->question.due_on)}}
        );
        page.asks_answer = true;
        page.answer = entry(judged, FormField::answer, false);
        page.answer.locked = false;
    } else if (judged.state.continued) {
        page.notice = {Tone::info, words.text("form.continued")};
        page.notice_text = words.text("form.continued.text");
        page.start_over = {"start_over", words.text("form.start_over"), {}, act::ForgetForm{}};
    }
    const bool drafts = judged.state.typed.purpose == FormPurpose::new_deal ||
                        judged.state.typed.purpose == FormPurpose::draft;
    if (drafts)
        page.presses.push_back({"keep", words.text("form.keep"), {}, act::KeepFormAsDraft{}});
    page.presses.push_back(
        {"submit", words.text("form.submit." + purpose), {}, act::SubmitForm{}, true}
    );
}

}  // namespace

Currency standard_currency(const PageSource& source) {
    return source.program.currency;
}

std::vector<Problem> form_problems(const PageSource& source, const ReadForm& read) {
    NoNumbers numbers;
    const Context context = context_of(source, numbers);
    return problems_of_form(read, source.records, context);
}

RegisterPage build_register_page(const PageSource& source, const RegisterInput& input) {
    Judged judged{source, input.state, {}, {}, nullptr, false};
    judged.read = read_form(input.state.typed, source.words, standard_currency(source));
    judged.problems = form_problems(source, judged.read);
    judged.deal = deal_of(source, input.state.typed.deal);
    judged.answers = answers_question(input.state.typed, judged.deal);

    const Agreement* agreement =
        judged.deal != nullptr ? agreement_of(source, judged.deal->agreement) : nullptr;
    if (agreement == nullptr) agreement = agreement_in_force(source, source.actor.partner);

    RegisterPage page;
    fill_head(page, judged, input.not_saved);
    fill_customer(page, judged);
    fill_products(page, judged);
    fill_lines(page, judged, agreement);
    fill_close(page, judged);
    fill_more(page, judged);
    fill_earnings(page, judged, agreement);
    fill_overlap(page, judged);
    fill_next(page, judged);
    return page;
}

}  // namespace entente
