#include "core/app/pages/shell.h"

#include "core/app/format.h"
#include "core/base/text/utf8.h"

#include <array>

namespace entente {

namespace {

struct NavPlace {
    Screen screen;
    std::string_view key;
};
constexpr std::array<NavPlace, 4> partner_places{
    NavPlace{Screen::home, "home"},
    NavPlace{Screen::deals, "deals"},
    NavPlace{Screen::margins, "margins"},
    NavPlace{Screen::certifications, "certifications"},
};
constexpr std::array<NavPlace, 3> staff_places{
    NavPlace{Screen::approvals, "approvals"},
    NavPlace{Screen::deals, "deals"},
    NavPlace{Screen::partners, "partners"},
};

// Which entry of the navigation a screen belongs to.
Screen place_of(Screen screen, bool staff) {
    switch (screen) {
        case Screen::deal:
        case Screen::register_deal:
        case Screen::edit_deal:
            return Screen::deals;
        case Screen::rate_card:
            return Screen::margins;
        case Screen::approval:
            return Screen::approvals;
        case Screen::preview:
            return Screen::partners;
        case Screen::home:
            return staff ? Screen::approvals : Screen::home;
        case Screen::deals:
        case Screen::margins:
        case Screen::certifications:
        case Screen::attention:
        case Screen::approvals:
        case Screen::partners:
        case Screen::settings:
        case Screen::not_found:
            return screen;
    }
    return screen;
}

// The first letters of the first two words.
std::string initials_of(std::string_view name) {
    std::string initials;
    for (int word = 0; word < 2 && !name.empty(); word++) {
        append_code_point(initials, take_code_point(name));
        const std::size_t space = name.find(' ');
        name.remove_prefix(space == std::string_view::npos ? name.size() : space + 1);
    }
    return initials;
}

void fill_navigation(ShellPage& page, const PageSource& source, const ShellInput& input) {
    const Catalog& words = source.words;
    const bool staff = !source.actor.partner.given();
    const Screen place = place_of(input.route.screen, staff);
    const auto add = [&](const NavPlace& nav) {
        NavEntry entry;
        entry.key = nav.key;
        entry.label = words.text("nav." + std::string(nav.key));
        entry.url = url_of(nav.screen);
        entry.current = nav.screen == place;
        const std::int64_t count = nav.screen == Screen::deals && !staff ? input.open_deals
                                   : nav.screen == Screen::approvals     ? input.approvals
                                                                         : 0;
        if (count > 0) entry.count = text_from_count(words, count);
        page.main.push_back(std::move(entry));
    };
    if (staff) {
        for (const NavPlace& nav : staff_places) add(nav);
    } else {
        for (const NavPlace& nav : partner_places) add(nav);
    }
    const std::size_t attention = input.pill.attention;
    const bool shows = attention > 0 || input.pill.waiting > 0 || place == Screen::attention;
    if (shows && !input.preview) {
        NavEntry entry{
            "attention",
            words.text("nav.attention"),
            url_of(Screen::attention),
            {},
            place == Screen::attention};
        if (attention > 0)
            entry.count = text_from_count(words, static_cast<std::int64_t>(attention));
        page.main.push_back(std::move(entry));
    }
    if (!input.preview) {
        page.foot.push_back(
            {"settings",
             words.text("nav.settings"),
             url_of(Screen::settings),
             {},
             place == Screen::settings}
        );
    }
}

void fill_notice(ShellPage& page, const PageSource& source, const ShellInput& input) {
    const Catalog& words = source.words;
    const auto say = [&](Tone tone, const std::string& key) {
        page.notice = {tone, words.text("notice." + key)};
        page.notice_text = words.text("notice." + key + ".text");
    };
    const Press save{"export", words.text("attention.export"), {}, act::ExportUnsent{}};
    switch (input.pill.state) {
        case PillState::not_loaded:
            say(Tone::danger, "not_loaded");
            return;
        case PillState::not_saved:
            say(Tone::danger, "not_saved");
            page.notice_press = save;
            return;
        case PillState::read_only:
            if (!input.preview) say(Tone::warning, "read_only");
            return;
        case PillState::update_needed:
            say(Tone::warning, "update_needed");
            return;
        case PillState::signed_out:
            say(Tone::warning, "signed_out");
            page.notice_press = {
                "sign_in", words.text("notice.sign_in"), {}, act::Navigate{"/sign_in.html"}};
            return;
        case PillState::disabled:
            say(Tone::danger, "disabled");
            page.notice_press = save;
            return;
        case PillState::needs_attention:
        case PillState::offline:
        case PillState::syncing:
        case PillState::synced:
            break;
    }
    if (input.update_ready) {
        say(Tone::info, "update_ready");
        page.notice_press = {"update", words.text("notice.update"), {}, act::ApplyUpdate{}};
    }
}

}  // namespace

Mark pill_mark(const PageSource& source, const Pill& pill) {
    const Catalog& words = source.words;
    const auto waiting = static_cast<std::int64_t>(pill.waiting);
    switch (pill.state) {
        case PillState::not_loaded:
            return {Tone::danger, words.text("pill.not_loaded")};
        case PillState::not_saved:
            return {Tone::danger, words.text("pill.not_saved")};
        case PillState::read_only:
            return {Tone::preview, words.text("pill.read_only")};
        case PillState::update_needed:
            return {Tone::warning, words.text("pill.update_needed")};
        case PillState::signed_out:
            return {Tone::warning, words.text("pill.signed_out")};
        case PillState::disabled:
            return {Tone::danger, words.text("pill.disabled")};
        case PillState::needs_attention:
            return {
                Tone::danger,
                words.count("pill.attention", static_cast<std::int64_t>(pill.attention))};
        case PillState::offline:
            if (waiting == 0) return {Tone::warning, words.text("pill.offline")};
            return {Tone::warning, words.count("pill.offline_kept", waiting)};
        case PillState::syncing:
            if (pill.rows_total > 0) {
                return {
                    Tone::info,
                    words.text(
                        "pill.first_sync",
                        {{"done",
                          text_from_count(words, static_cast<std::int64_t>(pill.rows_done))},
                         {"total",
                          text_from_count(words, static_cast<std::int64_t>(pill.rows_total))}}
                    )};
            }
            if (waiting > 0) return {Tone::info, words.count("pill.sending", waiting)};
            return {Tone::info, words.text("pill.syncing")};
        case PillState::synced: {
            const std::string age = text_from_age(words, pill.synced_at, source.now);
            return {Tone::good, words.text("pill.synced", {{"age", age}})};
        }
    }
    return {};
}

std::string short_pill(const PageSource& source, const Pill& pill) {
    const Catalog& words = source.words;
    const auto with_count = [&](std::string_view key, std::size_t n) {
        const std::string count = text_from_count(words, static_cast<std::int64_t>(n));
        return words.text(key, {{"n", count}});
    };
    if (pill.state == PillState::synced) return words.text("sync.confirmed");
    if (pill.state == PillState::syncing) return words.text("pill.syncing");
    if (pill.state == PillState::needs_attention) {
        return with_count("pill.attention_short", pill.attention);
    }
    if (pill.state == PillState::offline && pill.waiting > 0) {
        return with_count("pill.offline_short", pill.waiting);
    }
    return pill_mark(source, pill).text;
}

std::string screen_title(const PageSource& source, const Route& route) {
    const Catalog& words = source.words;
    const bool staff = !source.actor.partner.given();
    switch (route.screen) {
        case Screen::home:
            return words.text(staff ? "approvals.title" : "nav.home");
        case Screen::deals:
            return words.text("deals.title");
        case Screen::deal:
        case Screen::approval: {
            const Deal* deal = deal_of(source, DealId{route.id});
            return deal != nullptr ? deal->customer.legal_name : words.text("deals.title");
        }
        case Screen::register_deal:
            return words.text("form.title.new_deal");
        case Screen::edit_deal:
            return words.text("form.title.draft");
        case Screen::margins:
            return words.text("margins.title");
        case Screen::rate_card:
            return words.text("margins.rate_card");
        case Screen::certifications:
            return words.text("certifications.title");
        case Screen::attention:
            return words.text("attention.title");
        case Screen::approvals:
            return words.text("approvals.title");
        case Screen::partners:
        case Screen::preview:
            return words.text("partners.title");
        case Screen::settings:
            return words.text("settings.title");
        case Screen::not_found:
            return words.text("not_found.title");
    }
    return {};
}

ShellPage build_shell_page(const PageSource& source, const ShellInput& input) {
    const Catalog& words = source.words;
    ShellPage page;
    page.product = words.text("product");
    page.nav_label = words.text("nav.label");
    page.banner_label = words.text("shell.banner");
    page.main_label = words.text("shell.main");
    fill_navigation(page, source, input);
    page.search_label = words.text("shell.search");
    page.search_keys = words.text("shell.search.keys");
    page.search = input.route.search;
    page.pill = pill_mark(source, input.pill);
    page.pill_short = short_pill(source, input.pill);
    page.pill_url = url_of(Screen::attention);
    page.name = source.actor.name;
    page.initials = initials_of(source.actor.name);
    page.menu_label = words.text("shell.menu", {{"name", source.actor.name}});
    page.menu.push_back(
        {"settings", words.text("nav.settings"), {}, act::Navigate{url_of(Screen::settings)}}
    );
    page.menu.push_back({"sync", words.text("attention.sync_now"), {}, act::SyncNow{}});
    page.menu.push_back(
        {"sign_out", words.text("settings.sign_out"), {}, act::OpenDialog{Dialog::sign_out, {}}}
    );
    if (input.preview) {
        page.stamp = {
            Tone::preview,
            words.text(
                "preview.stamp",
                {{"partner", input.previewed_partner}, {"person", source.actor.name}}
            )};
        page.stamp_text = words.text("preview.stamp.text");
        page.leave = {"leave", words.text("preview.leave"), {}, act::LeavePreview{}};
        page.menu.clear();
    }
    fill_notice(page, source, input);
    page.toast = input.toast;
    page.toast_danger = input.toast_danger;
    page.toast_close = words.text("common.close");
    page.document_title = words.text(
        "shell.title", {{"page", screen_title(source, input.route)}, {"product", page.product}}
    );
    return page;
}

}  // namespace entente
