#include "core/base/format/cbor.h"
#include "web/browser_glyphs.h"
#include "web/portal/state.h"

#include <charconv>

namespace entente::web {

namespace {

std::string namespace_of(const Who& who) {
    return text_from_id(who.person.bytes);
}

std::int32_t number_from(std::string_view text) {
    std::int32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// "dark 110": what `settings_text` in carry.cpp wrote.
void take_settings(State& state, std::string_view text) {
    const std::size_t gap = text.find(' ');
    if (gap == std::string_view::npos) return;
    const std::int32_t theme = number_from(text.substr(0, gap));
    if (theme >= 0 && theme <= static_cast<std::int32_t>(Theme::high_contrast)) {
        state.settings.theme = static_cast<Theme>(theme);
    }
    const std::int32_t percent = number_from(text.substr(gap + 1));
    if (percent >= 100 && percent <= 200) state.settings.text_percent = percent;
}

void tell_system(State& state) {
    if (!state.started) return;
    run(state, handle(state.app, {state.now, told::SystemChanged{state.system}}));
}

}  // namespace

void take_font(State& state, int number, ByteView file) {
    constexpr int icons = 2;
    const bool loaded = number == icons
                            ? state.ui.fonts.load_icons(file)
                            : state.ui.fonts.load(static_cast<ui::Weight>(number), file);
    check(loaded);
    if (number != icons)
        add_browser_glyphs(static_cast<ui::Weight>(number) == ui::Weight::semibold);
}

void take_asset(State& state, ByteView payload) {
    FieldReader fields(payload);
    const std::string_view name = fields.next_text();
    const ByteView bytes = fields.next();
    const std::string_view text = text_from_bytes(bytes);
    if (name == "text") state.text_json = text;
    if (name == "build") state.build = text;
    if (name == "kept/email") state.email = text;
    if (name == "kept/settings") take_settings(state, text);
    if (name == "session") {
        Result<Who> who = from_cbor<Who>(bytes);
        if (who.ok()) state.who = std::move(who).value();
    }
    if (name == "public_suffixes" && state.started) {
        const Bytes copy(bytes.begin(), bytes.end());
        run(state, handle(state.app, {state.now, told::SuffixesLoaded{copy}}));
    }
    if (name == "later_text" && state.started) {
        run(state, handle(state.app, {state.now, told::TextsLoaded{std::string(text)}}));
    }
}

void take_environment(State& state, ByteView payload) {
    for (FieldReader fields(payload); !fields.at_end();) {
        const std::string_view name = fields.next_text();
        const std::string_view value = fields.next_text();
        const bool on = value == "1";
        if (name == "dark") state.dark = on;
        if (name == "reduced_motion") state.reduced_motion = on;
        if (name == "more_contrast" || name == "forced_colors") state.more_contrast |= on;
        if (name == "coarse") state.coarse = on;
        if (name == "online") state.system.online = on;
        if (name == "utc_offset_minutes") state.system.utc_offset_minutes = number_from(value);
    }
    tell_system(state);
}

// Nobody's cache is opened: whoever comes without a session signs in first.
void begin(State& state) {
    if (!state.who) {
        perform(Effect::leave, 0, bytes_from_text("/sign_in.html"));
        return;
    }
    if (state.who->preview) return end_preview();
    perform(Effect::load, 0, FieldWriter().add(namespace_of(*state.who)).bytes());
}

void take_files(State& state, const Told& told) {
    if (state.started || !state.who) return;
    StartOptions options;
    options.now = state.now;
    options.url = state.route;
    options.text_json = std::move(state.text_json);
    options.identity = {
        .actor = state.who->actor(),
        .audience = state.who->audience,
        .preview = false,
        .app_version = state.build};
    options.email = state.email;
    options.entropy = fresh_entropy();
    options.settings = state.settings;
    options.system = state.system;
    options.loaded = told.event == HostEvent::loaded;
    if (options.loaded) {
        for (FieldReader fields(told.payload); !fields.at_end();) {
            std::string name(fields.next_text());
            const ByteView bytes = fields.next();
            options.files.emplace(std::move(name), Bytes(bytes.begin(), bytes.end()));
        }
    }
    Result<AppEffects> effects = start(state.app, std::move(options));
    check(effects.ok());
    state.started = true;
    run(state, std::move(effects).value());
    perform(Effect::listen, 0, bytes_from_text("/api/v1/sync/poke"));
    perform(Effect::persist, 0, {});
    perform(Effect::ready, 0, {});
}

}  // namespace entente::web
