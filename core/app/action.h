// Everything a person can do on a screen, as values: a view pushes them, update() acts on them.
//
// Nothing else changes the state of the screens, so a journey is a list of these.
#pragma once

#include "core/app/route.h"
#include "core/domain/command.h"
#include "core/domain/deal.h"

#include <variant>
#include <vector>

namespace entente {

// The fields of the registration form. Lines and products also say which one by key.
enum class FormField : std::uint8_t {
    customer_domain,
    customer_name,
    customer_country,
    customer_sector,
    customer_public,
    customer_tax_id,
    title,
    objective,
    products,  // `key`: the product; text "1" or "".
    lines,     // `key`: the category; text is the amount.
    currency,
    term_months,
    expected_close,
    source,
    type,
    competitor,
    rfx_number,
    contact_name,
    contact_email,
    answer,  // What the partner says to the reviewer's question.
};

// What the margin calculator is asked about.
enum class MarginField : std::uint8_t { model, volume, lines, rate };

enum class Theme : std::uint8_t { system, light, dark, high_contrast };

// Which question is put over the page before something is done.
enum class Dialog : std::uint8_t {
    none,
    withdraw,
    discard,
    approve,
    reject,
    ask,
    preview,
    sign_out
};

// The alternatives of Action, apart so that a name here is never mistaken for a command.
namespace act {

struct Navigate {
    std::string url;
};
struct Back {};
struct ChooseFilter {
    DealFilter filter = DealFilter::open;
};
struct SortBy {
    DealColumn column = DealColumn::customer;
};
struct SearchDeals {
    std::string text;
};
struct SelectDeal {
    IdBytes id{};
};
struct CloseDetail {};

// The form.
struct EditField {
    FormField field{};
    std::string key;
    std::string text;
};
struct KeepFormAsDraft {};
struct SubmitForm {};
struct ForgetForm {};

// The dialog over the page and what is written in it.
struct OpenDialog {
    Dialog dialog = Dialog::none;
    IdBytes subject{};
};
struct CloseDialog {};
struct EditDialog {  // `key` is "text", "note", "reason" or a field that is asked about.
    std::string key;
    std::string text;
};
struct ConfirmDialog {};

struct MoveDealStage {
    IdBytes deal{};
    Stage to = Stage::prospect;
};
struct TakeCase {  // A reviewer takes a deal for review.
    IdBytes deal{};
};

// Needs attention.
struct EditAndResend {
    std::int64_t command_id = 0;
};
struct TakeTheirs {
    std::int64_t command_id = 0;
};
struct WithdrawWork {
    std::int64_t command_id = 0;
};

struct EditMargin {
    MarginField field{};
    std::string key;
    std::string text;
    std::int32_t position = -1;  // rate: permille of the band.
};
struct SearchPartners {
    std::string text;
};
struct LeavePreview {};

struct ChooseTheme {
    Theme theme = Theme::system;
};
struct ChooseTextScale {
    std::int32_t percent = 100;
};
struct SyncNow {};
struct ExportUnsent {};
struct ExportDeals {};
struct DismissToast {};
struct ApplyUpdate {};

}  // namespace act

using Action = std::variant<
    act::Navigate,
    act::Back,
    act::ChooseFilter,
    act::SortBy,
    act::SearchDeals,
    act::SelectDeal,
    act::CloseDetail,
    act::EditField,
    act::KeepFormAsDraft,
    act::SubmitForm,
    act::ForgetForm,
    act::OpenDialog,
    act::CloseDialog,
    act::EditDialog,
    act::ConfirmDialog,
    act::MoveDealStage,
    act::TakeCase,
    act::EditAndResend,
    act::TakeTheirs,
    act::WithdrawWork,
    act::EditMargin,
    act::SearchPartners,
    act::LeavePreview,
    act::ChooseTheme,
    act::ChooseTextScale,
    act::SyncNow,
    act::ExportUnsent,
    act::ExportDeals,
    act::DismissToast,
    act::ApplyUpdate>;
using Actions = std::vector<Action>;

}  // namespace entente
