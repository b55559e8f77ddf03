// The person's own corner: account, whether this device is ready for days offline, theme, sign-out.
#pragma once

#include "core/app/pages/page.h"
#include "core/app/pages/source.h"

namespace entente {

struct ReadyItem {
    std::string name;
    Mark mark;
    std::string text;
};

struct SettingsPage {
    std::string title;
    std::string account_title;
    std::vector<Fact> account;
    std::string ready_title;
    std::string ready_note;
    std::vector<ReadyItem> ready;
    std::string look_title;
    std::string theme_label;
    std::vector<Option> themes;
    int theme = 0;
    std::string scale_label;
    std::vector<Option> scales;
    int scale = 0;
    std::string device_title;
    std::vector<Fact> device;
    std::vector<Press> presses;
};

struct DeviceReadiness {
    std::string email;
    std::string role;
    std::string app_version;
    bool installed = false;
    bool persisted = false;
    Moment synced_at;
    std::size_t waiting = 0;
    std::size_t attention = 0;
    bool not_saved = false;
    bool update_ready = false;
    Theme theme = Theme::system;
    std::int32_t text_percent = 100;
};

SettingsPage build_settings_page(const PageSource& source, const DeviceReadiness& device);

// The text sizes that can be chosen, in percent.
std::span<const std::int32_t> text_percents();

}  // namespace entente
