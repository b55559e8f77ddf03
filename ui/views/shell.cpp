#include "ui/views/shell.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/views/words.h"

#include <algorithm>
#include <numeric>

namespace entente::ui {

namespace {

Icon icon_of(std::string_view key) {
    if (key == "home") return Icon::home;
    if (key == "deals") return Icon::deals;
    if (key == "margins") return Icon::margins;
    if (key == "certifications") return Icon::certifications;
    if (key == "attention") return Icon::warning;
    if (key == "approvals") return Icon::approvals;
    if (key == "partners") return Icon::partners;
    if (key == "settings") return Icon::settings;
    return Icon::none;
}

void draw_entry(Ui& ui, const NavEntry& entry, float stacked_width, Actions& actions) {
    const NavItem item{
        .key = entry.key,
        .label = entry.label,
        .href = entry.url,
        .count = entry.count,
        .icon = icon_of(entry.key),
        .current = entry.current,
        .stacked = stacked_width > 0,
        .width = stacked_width};
    if (nav_item(ui, item)) actions.push_back(act::Navigate{entry.url});
}

void draw_side(Ui& ui, const ShellPage& page, Actions& actions) {
    const Dock style{
        .edge = Edge::left,
        .key = "side",
        .label = page.nav_label,
        .size = extent::navigation_width,
        .scrolls = true};
    dock(ui, style, [&] {
        brand(ui, page.product);
        spacer(ui, space::small);
        for (const NavEntry& entry : page.main) draw_entry(ui, entry, 0, actions);
        at_bottom(ui, [&] {
            for (const NavEntry& entry : page.foot) draw_entry(ui, entry, 0, actions);
        });
    });
}

// All equally wide, unless a word needs more than that: then what is left over is shared equally.
std::vector<float> bottom_widths(const Ui& ui, const std::vector<NavEntry>& entries, float whole) {
    std::vector<float> widths;
    for (const NavEntry& entry : entries) widths.push_back(nav_item_width(ui, entry.label));
    if (widths.empty()) return widths;
    const float share = whole / static_cast<float>(widths.size());
    const float sum = std::accumulate(widths.begin(), widths.end(), 0.0F);
    const bool fit = *std::max_element(widths.begin(), widths.end()) <= share;
    const float more = (whole - sum) / static_cast<float>(widths.size());
    for (float& width : widths) {
        if (fit) {
            width = share;
        } else {
            width = sum <= whole ? width + more : width * whole / sum;
        }
    }
    return widths;
}

void draw_bottom(Ui& ui, const ShellPage& page, Actions& actions) {
    const Dock style{
        .edge = Edge::bottom,
        .key = "bottom",
        .label = page.nav_label,
        .padding_x = 0,
        .padding_y = space::hair};
    dock(ui, style, [&] {
        const std::vector<float> widths = bottom_widths(ui, page.main, available_width(ui));
        row(ui, {.gap = 0, .wraps = false}, [&] {
            for (std::size_t i = 0; i < widths.size(); ++i) {
                draw_entry(ui, page.main[i], widths[i], actions);
            }
        });
    });
}

void draw_person(Ui& ui, const ShellPage& page, Actions& actions) {
    const std::string& state = is_phone(ui) ? page.pill_short : page.pill.text;
    const SyncPill pill{.key = "sync", .label = state, .tone = tone_of(page.pill.tone)};
    if (sync_pill(ui, pill)) actions.push_back(act::Navigate{page.pill_url});
    if (page.menu.empty()) {
        avatar(ui, page.initials, page.name);
        return;
    }
    std::vector<Choice> choices;
    for (const Press& press : page.menu) {
        choices.push_back({.key = press.key, .label = press.label});
    }
    const Menu style{.key = "person", .label = page.menu_label, .initials = page.initials};
    if (const std::optional<int> chosen = menu(ui, style, choices)) {
        actions.push_back(page.menu[static_cast<std::size_t>(*chosen)].action);
    }
}

void draw_top(Ui& ui, const ShellPage& page, Actions& actions) {
    const Dock style{
        .edge = Edge::top,
        .role = Role::banner,
        .key = "top",
        .label = page.banner_label,
        .size = extent::banner_height,
        .padding_x = is_phone(ui) ? space::large : space::huge,
        .padding_y = space::small};
    const auto search = [&] {
        if (is_phone(ui)) {
            text(ui, page.product, {.font = type::section_heading});
            return;
        }
        const Field field{
            .key = "search",
            .label = page.search_label,
            .value = page.search,
            .placeholder = page.search_label,
            .suffix = page.search_keys,
            .mode = InputMode::search,
            .label_hidden = true,
            .width = extent::search_width};
        if (search_asked(ui)) ui.focus_wanted = id_of("search");
        if (auto typed = search_field(ui, field)) {
            actions.push_back(act::SearchDeals{std::move(*typed)});
        }
    };
    const auto person = [&] { draw_person(ui, page, actions); };
    dock(ui, style, [&] {
        bar(ui, {.gap = space::medium, .leading_min = extent::amount_column}, search, person);
    });
}

void draw_stamp(Ui& ui, const ShellPage& page, Actions& actions) {
    if (page.stamp.text.empty()) return;
    const Dock style{
        .edge = Edge::top,
        .role = Role::region,
        .key = "stamp",
        .label = page.stamp.text,
        .padding_x = is_phone(ui) ? space::large : space::huge,
        .tone = Tone::preview};
    dock(ui, style, [&] {
        const Banner words{
            .key = "leave",
            .tone = Tone::preview,
            .title = page.stamp.text,
            .words = page.stamp_text,
            .action = page.leave.label};
        if (strip(ui, words)) actions.push_back(page.leave.action);
    });
}

}  // namespace

void draw_shell(Ui& ui, const ShellPage& page, Actions& actions) {
    if (!is_phone(ui)) draw_side(ui, page, actions);
    draw_top(ui, page, actions);
    draw_stamp(ui, page, actions);
    if (is_phone(ui)) draw_bottom(ui, page, actions);
}

void draw_notice(Ui& ui, const ShellPage& page, Actions& actions) {
    if (page.notice.text.empty()) return;
    const Banner words{
        .key = "notice",
        .tone = tone_of(page.notice.tone),
        .title = page.notice.text,
        .words = page.notice_text,
        .action = page.notice_press.label,
        .alert = true};
    if (banner(ui, words)) actions.push_back(page.notice_press.action);
}

void draw_toast(Ui& ui, const ShellPage& page, Actions& actions) {
    if (page.toast.empty()) return;
    const Toast words{
        .key = "toast",
        .words = page.toast,
        .action = page.toast_close,
        .tone = page.toast_danger ? Tone::danger : Tone::neutral};
    if (toast(ui, words)) actions.push_back(act::DismissToast{});
}

}  // namespace entente::ui
