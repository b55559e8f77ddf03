#include "core/app/form.h"

#include "core/app/format.h"
#include "core/base/sort.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace entente {

namespace {

constexpr std::array<std::string_view, 4> purpose_names{"new_deal", "draft", "answer", "resend"};

constexpr std::array<std::string_view, 20> field_names{
    "customer_domain", "customer_name", "customer_country", "customer_sector", "customer_public",
    "customer_tax_id", "title",         "objective",        "products",        "lines",
    "currency",        "term_months",   "expected_close",   "source",          "type",
    "competitor",      "rfx_number",    "contact_name",     "contact_email",   "answer"};

// Where a problem of the rules is shown: the beginning of its path decides.
struct FieldPlace {
    std::string_view path;
    FormField field;
};
constexpr std::array<FieldPlace, 18> places{
    FieldPlace{"customer.domain", FormField::customer_domain},
    FieldPlace{"customer.legal_name", FormField::customer_name},
    FieldPlace{"customer.country", FormField::customer_country},
    FieldPlace{"customer.sector", FormField::customer_sector},
    FieldPlace{"customer.tax_id", FormField::customer_tax_id},
    FieldPlace{"customer", FormField::customer_domain},
    FieldPlace{"title", FormField::title},
    FieldPlace{"objective", FormField::objective},
    FieldPlace{"products", FormField::products},
    FieldPlace{"lines", FormField::lines},
    FieldPlace{"currency", FormField::lines},
    FieldPlace{"expected_close", FormField::expected_close},
    FieldPlace{"rfx_number", FormField::rfx_number},
    FieldPlace{"contact.email", FormField::contact_email},
    FieldPlace{"contact", FormField::contact_name},
    FieldPlace{"competitor", FormField::competitor},
    FieldPlace{"source", FormField::source},
    FieldPlace{"type", FormField::type},
};

constexpr std::int32_t standard_term_months = 12;

std::int32_t months_in(std::string_view text) {
    std::int32_t months = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, months);
    const bool sound = read.ec == std::errc() && read.ptr == end && months > 0 && months <= 120;
    return sound ? months : standard_term_months;
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return std::string(text.substr(first, last - first + 1));
}

void read_lines(ReadForm& read, const TypedForm& typed) {
    const std::int32_t months = months_in(typed.text(FormField::term_months));
    for (const TypedText& text : typed.texts) {
        if (text.field != FormField::lines || trimmed(text.text).empty()) continue;
        Result<Money> amount = money_from_text(text.text, read.form.currency);
        if (!amount.ok()) {
            Problem problem = amount.problem();
            problem.field = "lines." + text.key;
            read.problems.push_back(std::move(problem));
            continue;
        }
        if (amount.value().minor == 0) continue;
        read.form.lines.push_back({text.key, amount.value(), months, months > standard_term_months}
        );
    }
    // The order of the categories, not of typing, so that equal forms are equal.
    sort_values(read.form.lines, [](const DealLine& a, const DealLine& b) {
        return a.category < b.category;
    });
}

void read_close(ReadForm& read, const TypedForm& typed, const Catalog& words) {
    const std::string text = trimmed(typed.text(FormField::expected_close));
    if (text.empty()) return;
    const Result<Date> date = date_from_typed(words, text);
    if (date.ok()) {
        read.form.expected_close = date.value();
    } else {
        read.problems.push_back({date.problem().code, "expected_close", {}});
    }
}

}  // namespace

std::span<const std::string_view> names_of(FormPurpose) {
    return purpose_names;
}
std::span<const std::string_view> names_of(FormField) {
    return field_names;
}

void TypedText::describe(FieldVisitor& v) {
    entente::field(v, "field", field);
    entente::field(v, "key", key);
    entente::field(v, "text", text);
}

void TypedForm::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "purpose", purpose);
    field(v, "command", command);
    field(v, "texts", texts);
}

std::string_view TypedForm::text(FormField field, std::string_view key) const {
    for (const TypedText& typed : texts) {
        if (typed.field == field && typed.key == key) return typed.text;
    }
    return {};
}

void TypedForm::set(FormField field, std::string_view key, std::string text) {
    for (TypedText& typed : texts) {
        if (typed.field != field || typed.key != key) continue;
        typed.text = std::move(text);
        return;
    }
    texts.push_back({field, std::string(key), std::move(text)});
}

bool answers_question(const TypedForm& typed, const Deal* deal) {
    const bool again = typed.purpose == FormPurpose::resend && deal != nullptr &&
                       deal->review == Review::info_requested;
    return again || typed.purpose == FormPurpose::answer;
}

std::string typed_key(const TypedForm& typed) {
    if (typed.purpose == FormPurpose::new_deal) return "new-deal";
    // Ids of commands of a given-up identity are negative.
    if (typed.purpose == FormPurpose::resend) return "resend-" + std::to_string(typed.command);
    return "deal-" + text_from_id(typed.deal.bytes);
}

ReadForm read_form(const TypedForm& typed, const Catalog& words, Currency standard) {
    ReadForm read;
    DealForm& form = read.form;
    const auto text = [&](FormField field) { return trimmed(typed.text(field)); };
    form.customer.domain = text(FormField::customer_domain);
    form.customer.legal_name = text(FormField::customer_name);
    form.customer.country = text(FormField::customer_country);
    form.customer.sector = text(FormField::customer_sector);
    form.customer.public_sector = !text(FormField::customer_public).empty();
    form.customer.tax_id = text(FormField::customer_tax_id);
    form.title = text(FormField::title);
    form.objective = text(FormField::objective);
    for (const TypedText& typed_text : typed.texts) {
        const bool chosen = typed_text.field == FormField::products && !typed_text.text.empty();
        if (chosen) form.products.push_back(typed_text.key);
    }
    sort_values(form.products);
    const Result<Currency> currency = currency_from_text(typed.text(FormField::currency));
    form.currency = currency.ok() ? currency.value() : standard;
    read_lines(read, typed);
    read_close(read, typed, words);
    form.source = choice_named<DealSource>(text(FormField::source)).value_or(DealSource::own);
    form.type = choice_named<DealType>(text(FormField::type)).value_or(DealType::new_business);
    form.competitor = text(FormField::competitor);
    form.rfx_number = text(FormField::rfx_number);
    form.contact.name = text(FormField::contact_name);
    form.contact.email = text(FormField::contact_email);
    return read;
}

TypedForm typed_from_form(const DealForm& form, const Catalog& words) {
    TypedForm typed;
    const auto put = [&](FormField field, std::string_view key, std::string text) {
        if (!text.empty()) typed.set(field, key, std::move(text));
    };
    put(FormField::customer_domain, {}, form.customer.domain);
    put(FormField::customer_name, {}, form.customer.legal_name);
    put(FormField::customer_country, {}, form.customer.country);
    put(FormField::customer_sector, {}, form.customer.sector);
    put(FormField::customer_public, {}, form.customer.public_sector ? "1" : "");
    put(FormField::customer_tax_id, {}, form.customer.tax_id);
    put(FormField::title, {}, form.title);
    put(FormField::objective, {}, form.objective);
    for (const std::string& product : form.products) put(FormField::products, product, "1");
    put(FormField::currency, {}, std::string(form.currency.text()));
    for (const DealLine& line : form.lines) {
        // Without the symbol: the currency stands beside the field.
        put(FormField::lines, line.category, text_from_number(words, line.amount));
        put(FormField::term_months, {}, std::to_string(line.term_months));
    }
    put(FormField::expected_close, {}, text_from_day(words, form.expected_close));
    put(FormField::source, {}, std::string(name_of(form.source)));
    put(FormField::type, {}, std::string(name_of(form.type)));
    put(FormField::competitor, {}, form.competitor);
    put(FormField::rfx_number, {}, form.rfx_number);
    put(FormField::contact_name, {}, form.contact.name);
    put(FormField::contact_email, {}, form.contact.email);
    return typed;
}

std::optional<FormField> field_of(const Problem& problem) {
    for (const FieldPlace& place : places) {
        if (problem.field.compare(0, place.path.size(), place.path) == 0) return place.field;
    }
    return std::nullopt;
}

std::vector<Problem> problems_of_form(
    const ReadForm& read, const RecordSource& records, const Context& context
) {
    std::vector<Problem> problems = read.problems;
    for (Problem& problem : problems_of(read.form, records, context)) {
        const std::optional<FormField> field = field_of(problem);
        const bool unreadable =
            std::any_of(read.problems.begin(), read.problems.end(), [&](const Problem& other) {
                return field.has_value() && field_of(other) == field;
            });
        if (!unreadable) problems.push_back(std::move(problem));
    }
    return problems;
}

}  // namespace entente
