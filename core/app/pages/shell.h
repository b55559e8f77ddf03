// What stands around every page: navigation, search, how sync stands, the person, toasts, dialogs.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"
#include "core/sync/session.h"

namespace entente {

struct NavEntry {
    std::string key;  // The view chooses an icon by it.
    std::string label;
    std::string url;
    std::string count;
    bool current = false;
};

struct ShellPage {
    std::string product;
    std::string nav_label;
    std::string banner_label;
    std::string main_label;
    std::vector<NavEntry> main;
    std::vector<NavEntry> foot;
    std::string search_label;
    std::string search_keys;  // "Ctrl K"
    std::string search;
    Mark pill;
    std::string pill_short;  // For a phone's top bar.
    std::string pill_url;
    std::string name;
    std::string initials;
    std::string menu_label;
    std::vector<Press> menu;
    Mark stamp;  // In a preview: whose eyes.
    std::string stamp_text;
    Press leave;
    Mark notice;  // What must be known before anything else.
    std::string notice_text;
    Press notice_press;
    std::string toast;
    bool toast_danger = false;
    std::string toast_close;
    std::string document_title;
};

struct ShellInput {
    Route route;
    Pill pill;
    bool preview = false;
    bool update_ready = false;
    std::int64_t open_deals = 0;
    std::int64_t approvals = 0;
    std::string previewed_partner;
    std::string toast;
    bool toast_danger = false;
};

ShellPage build_shell_page(const PageSource& source, const ShellInput& input);

// "Offline · 3 changes kept on this device".
Mark pill_mark(const PageSource& source, const Pill& pill);

// "Offline · 3".
std::string short_pill(const PageSource& source, const Pill& pill);

// What a page is called, in the title of the browser's tab too.
std::string screen_title(const PageSource& source, const Route& route);

enum class DialogFieldKind : std::uint8_t { text, choice, check };

struct DialogField {
    DialogFieldKind kind = DialogFieldKind::text;
    std::string key;
    std::string label;
    std::string help;
    std::string value;
    std::string error;
    std::vector<Option> options;
    int chosen = -1;
    bool required = false;
};

struct DialogPage {
    Dialog dialog = Dialog::none;
    std::string title;
    std::string text;
    std::vector<DialogField> fields;
    std::string problem;
    Press confirm;
    std::vector<Press> others;
    std::string cancel;
    std::string close;
    bool busy = false;
};

struct DialogInput {
    Dialog dialog = Dialog::none;
    IdBytes subject{};
    const std::map<std::string, std::string, std::less<>>& texts;
    std::optional<Problem> problem;
    bool busy = false;
    bool unsent = false;  // sign_out: work that would be lost.
};

DialogPage build_dialog_page(const PageSource& source, const DialogInput& input);

// The top-level fields of the form that a reviewer can ask about.
std::span<const std::string_view> askable_fields();

// Through whose eyes a partner may be seen: the seller with the most deals first.
std::vector<const Record*> people_to_see(const PageSource& source, PartnerId partner);

}  // namespace entente
