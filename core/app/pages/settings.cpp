#include "core/app/pages/settings.h"

#include "core/app/format.h"

#include <array>

namespace entente {

namespace {

constexpr std::array<std::int32_t, 4> percents{100, 125, 150, 200};
constexpr std::array<std::string_view, 4> theme_keys{
    "theme.system", "theme.light", "theme.dark", "theme.high_contrast"};

void fill_account(SettingsPage& page, const PageSource& source, const DeviceReadiness& device) {
    const Catalog& words = source.words;
    page.account_title = words.text("settings.account");
    page.account.push_back({words.text("settings.name"), source.actor.name});
    if (!device.email.empty()) page.account.push_back({words.text("settings.email"), device.email});
    if (!device.role.empty()) page.account.push_back({words.text("settings.role"), device.role});
    if (const Partner* partner = partner_of(source, source.actor.partner)) {
        page.account.push_back({words.text("settings.partner"), partner->name});
    }
}

void fill_ready(SettingsPage& page, const PageSource& source, const DeviceReadiness& device) {
    const Catalog& words = source.words;
    page.ready_title = words.text("ready.title");
    page.ready_note = words.text("ready.note");
    const auto add = [&](std::string_view name, bool good, std::string state, std::string text) {
        const Tone tone = good ? Tone::good : Tone::warning;
        page.ready.push_back({words.text(name), {tone, std::move(state)}, std::move(text)});
    };
    const std::string yes = words.text("common.yes");
    const std::string no = words.text("common.no");
    add("ready.installed",
        device.installed,
        device.installed ? yes : no,
        words.text(device.installed ? "ready.installed.yes" : "ready.installed.no"));
    add("ready.persisted",
        device.persisted,
        device.persisted ? yes : no,
        words.text(device.persisted ? "ready.persisted.yes" : "ready.persisted.no"));
    const bool synced = device.synced_at.given();
    add("ready.synced",
        synced,
        synced ? text_from_age(words, device.synced_at, source.now) : words.text("ready.never"),
        words.text("ready.synced.text"));
    const auto unsent = static_cast<std::int64_t>(device.waiting + device.attention);
    add("ready.unsent",
        !device.not_saved,
        words.count("ready.unsent.count", unsent),
        words.text(device.not_saved ? "ready.unsent.not_saved" : "ready.unsent.text"));
}

void fill_look(SettingsPage& page, const PageSource& source, const DeviceReadiness& device) {
    const Catalog& words = source.words;
    page.look_title = words.text("settings.look");
    page.theme_label = words.text("settings.theme");
    for (const std::string_view key : theme_keys) {
        page.themes.push_back({std::string(key), words.text(key)});
    }
    page.theme = static_cast<int>(device.theme);
    page.scale_label = words.text("settings.scale");
    for (std::size_t i = 0; i < percents.size(); i++) {
        const std::string text = text_from_percent(words, Percent{percents[i] * 100});
        page.scales.push_back({text, text});
        if (percents[i] == device.text_percent) page.scale = static_cast<int>(i);
    }
}

}  // namespace

std::span<const std::int32_t> text_percents() {
    return percents;
}

SettingsPage build_settings_page(const PageSource& source, const DeviceReadiness& device) {
    const Catalog& words = source.words;
    SettingsPage page;
    page.title = words.text("settings.title");
    fill_account(page, source, device);
    fill_ready(page, source, device);
    fill_look(page, source, device);
    page.device_title = words.text("settings.device");
    page.device.push_back({words.text("settings.version"), device.app_version});
    page.device.push_back(
        {words.text("settings.rules"),
         words.text(
             "quote.rule_set",
             {{"version", source.program.rules_version},
              {"day", text_from_day(words, source.program.effective_from)}}
         )}
    );
    page.presses.push_back({"export", words.text("attention.export"), {}, act::ExportUnsent{}});
    page.presses.push_back(
        {"sign_out",
         words.text("settings.sign_out"),
         {},
         act::OpenDialog{Dialog::sign_out, {}},
         false,
         true}
    );
    return page;
}

}  // namespace entente
