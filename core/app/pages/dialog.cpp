#include "core/app/format.h"
#include "core/app/pages/deal_words.h"
#include "core/app/pages/shell.h"

#include <algorithm>
#include <array>
#include <map>

namespace entente {

namespace {

constexpr std::array<std::string_view, 6> askable{
    "customer", "objective", "products", "lines", "expected_close", "contact"};

class DialogBuilder {
public:
    DialogBuilder(const PageSource& source, const DialogInput& input)
        : source_(source), words_(source.words), input_(input) {
        page.dialog = input.dialog;
        page.busy = input.busy;
        page.cancel = words_.text("common.cancel");
        page.close = words_.text("common.close");
        if (input.problem) page.problem = words_.problem(*input.problem);
    }

    std::string text(std::string_view key) const {
        const auto found = input_.texts.find(key);
        return found == input_.texts.end() ? std::string() : found->second;
    }

    void head(const std::string& key, bool danger = false) {
        const Deal* deal = deal_of(source_, DealId{input_.subject});
        const std::string customer = deal != nullptr && !deal->customer.legal_name.empty()
                                         ? deal->customer.legal_name
                                         : words_.text("deals.unnamed");
        page.title = words_.text("dialog." + key, {{"customer", customer}});
        page.text = words_.text("dialog." + key + ".text", {{"customer", customer}});
        page.confirm = {
            "confirm",
            words_.text("dialog." + key + ".confirm"),
            {},
            act::ConfirmDialog{},
            !danger,
            danger,
            input_.busy};
    }

    void text_field(const std::string& key, const std::string& label, bool required) {
        DialogField field;
        field.key = key;
        field.label = words_.text(label);
        if (words_.has(label + ".help")) field.help = words_.text(label + ".help");
        field.value = text(key);
        field.required = required;
        page.fields.push_back(std::move(field));
    }

    void check_box(const std::string& key, const std::string& label) {
        DialogField field;
        field.kind = DialogFieldKind::check;
        field.key = key;
        field.label = label;
        field.value = text(key);
        page.fields.push_back(std::move(field));
    }

    void reasons(const std::vector<NamedKey>& keys) {
        DialogField field;
        field.kind = DialogFieldKind::choice;
        field.key = "reason";
        field.label = words_.text("dialog.reason");
        field.value = text("reason");
        field.required = true;
        for (const NamedKey& key : keys) {
            if (key.key == field.value) field.chosen = static_cast<int>(field.options.size());
            field.options.push_back({key.key, key.name});
        }
        page.fields.push_back(std::move(field));
    }

    DialogPage page;

private:
    const PageSource& source_;
    const Catalog& words_;
    const DialogInput& input_;
};

void fill_preview(DialogBuilder& builder, const PageSource& source, const DialogInput& input) {
    builder.head("preview");
    const Partner* partner = partner_of(source, PartnerId{input.subject});
    const std::string name = partner != nullptr ? partner->name : std::string();
    builder.page.title = source.words.text("dialog.preview", {{"partner", name}});
    DialogField field;
    field.kind = DialogFieldKind::choice;
    field.key = "person";
    field.label = source.words.text("dialog.preview.person");
    const std::string wanted = builder.text("person");
    for (const Record* record : people_to_see(source, PartnerId{input.subject})) {
        const auto& person = body_of<Person>(*record);
        const Role* role = entry_with_key(source.program.roles, person.role);
        const std::string key = text_from_id(record->id);
        if (key == wanted) field.chosen = static_cast<int>(field.options.size());
        field.options.push_back(
            {key,
             source.words.text(
                 "dialog.preview.person.option",
                 {{"name", person.name}, {"role", role != nullptr ? role->name : person.role}}
             )}
        );
    }
    if (field.chosen < 0 && !field.options.empty()) field.chosen = 0;
    builder.page.fields.push_back(std::move(field));
    builder.text_field("text", "dialog.preview.reason", true);
}

void fill_sign_out(DialogBuilder& builder, const PageSource& source, bool unsent) {
    builder.head(unsent ? "sign_out_unsent" : "sign_out", unsent);
    if (!unsent) return;
    // Nothing a person saved is ever lost: without the file there is no way out.
    builder.page.confirm.disabled = builder.text("exported").empty();
    builder.page.others.push_back(
        {"export", source.words.text("attention.export"), {}, act::ExportUnsent{}, true}
    );
}

}  // namespace

std::vector<const Record*> people_to_see(const PageSource& source, PartnerId partner) {
    std::map<PersonId, int> deals;
    for (const Record* record : records_under(source, "deals_of", partner.bytes)) {
        deals[body_of<Deal>(*record).owner]++;
    }
    std::vector<const Record*> people;
    for (const Record* record : records_under(source, "people_of", partner.bytes)) {
        if (!body_of<Person>(*record).disabled) people.push_back(record);
    }
    const auto sold = [&](const Record* record) {
        return body_of<Person>(*record).role == "seller" ? 1 + deals[{record->id}] : 0;
    };
    std::sort(people.begin(), people.end(), [&](const Record* a, const Record* b) {
        if (sold(a) != sold(b)) return sold(a) > sold(b);
        const std::string& left = body_of<Person>(*a).name;
        const std::string& right = body_of<Person>(*b).name;
        return left != right ? left < right : a->id < b->id;
    });
    return people;
}

std::span<const std::string_view> askable_fields() {
    return askable;
}

DialogPage build_dialog_page(const PageSource& source, const DialogInput& input) {
    DialogBuilder builder(source, input);
    switch (input.dialog) {
        case Dialog::none:
            break;
        case Dialog::withdraw:
            builder.head("withdraw", true);
            builder.text_field("text", "dialog.withdraw.reason", false);
            break;
        case Dialog::discard:
            builder.head("discard", true);
            break;
        case Dialog::approve:
            builder.head("approve");
            builder.text_field("text", "dialog.partner_text", false);
            builder.text_field("note", "dialog.internal_note", false);
            break;
        case Dialog::reject:
            builder.head("reject", true);
            builder.reasons(source.program.reject_reasons);
            builder.text_field("text", "dialog.partner_text", true);
            builder.text_field("note", "dialog.internal_note", false);
            break;
        case Dialog::ask:
            builder.head("ask");
            for (const std::string_view field : askable) {
                builder.check_box(std::string(field), source.words.of("askable", field));
            }
            builder.text_field("text", "dialog.ask.question", true);
            break;
        case Dialog::preview:
            fill_preview(builder, source, input);
            break;
        case Dialog::sign_out:
            fill_sign_out(builder, source, input.unsent);
            break;
    }
    return std::move(builder.page);
}

}  // namespace entente
