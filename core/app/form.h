// The registration form while it is filled in: what was typed, as it was typed.
//
// It is kept on the device with every change and read into a DealForm when it is shown or sent, so
// that a half-typed amount is never lost and never rounded.
#pragma once

#include "core/app/action.h"
#include "core/app/text.h"
#include "core/domain/decide.h"

#include <set>

namespace entente {

enum class FormPurpose : std::uint8_t { new_deal, draft, answer, resend };
std::span<const std::string_view> names_of(FormPurpose);
std::span<const std::string_view> names_of(FormField);

struct TypedText {
    FormField field{};
    std::string key;  // Of a product or a category.
    std::string text;

    void describe(FieldVisitor& v);
    friend bool operator==(const TypedText&, const TypedText&) = default;
};

struct TypedForm {
    DealId deal;
    FormPurpose purpose = FormPurpose::new_deal;
    std::int64_t command = 0;  // resend: the one in Needs attention.
    std::vector<TypedText> texts;

    std::string_view text(FormField field, std::string_view key = {}) const;
    void set(FormField field, std::string_view key, std::string text);
    void describe(FieldVisitor& v);
    friend bool operator==(const TypedForm&, const TypedForm&) = default;
};

struct FormState {
    bool open = false;
    TypedForm typed;
    std::optional<FormField> current;  // The field typed in last.
    std::set<FormField> left;          // Fields that show what is wrong with them.
    bool sent_once = false;            // Then every field does.
    bool continued = false;            // Found on the device from an earlier time.
};

// Whether it answers the reviewer's question; also again, after a refusal. `deal`: the one the form
// is about, when there is one.
bool answers_question(const TypedForm& typed, const Deal* deal);

// Under which name the session keeps what is typed.
std::string typed_key(const TypedForm& typed);

// The form that was typed, and a problem for each text that cannot be read.
struct ReadForm {
    DealForm form;
    std::vector<Problem> problems;
};
ReadForm read_form(const TypedForm& typed, const Catalog& words, Currency standard);

// The texts that read back as that form.
TypedForm typed_from_form(const DealForm& form, const Catalog& words);

// Which field of the form a problem is about; none when it is about the whole.
std::optional<FormField> field_of(const Problem& problem);

// The problem to show at each field: unreadable texts first, then those of the rules.
std::vector<Problem> problems_of_form(
    const ReadForm& read, const RecordSource& records, const Context& context
);

}  // namespace entente
