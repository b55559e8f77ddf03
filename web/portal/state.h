// What the portal keeps in the browser beside its App: the screen, what the page told before the
// start, and which requests are the host's own.
#pragma once

#include "core/app/app.h"
#include "core/sync/who.h"
#include "ui/kit/ui.h"
#include "web/host.h"

#include <optional>
#include <string>

namespace entente::web {

// Requests of the host itself and of the preview's session, beside those of the session, which
// counts from 1. Numbers travel as doubles, exact below 2^53.
inline constexpr std::int64_t preview_requests_from = std::int64_t{1} << 40;
inline constexpr std::int64_t own_requests_from = std::int64_t{1} << 50;
enum class OwnRequest : std::int64_t { sign_out = own_requests_from, begin_preview, end_preview };

struct State {
    App app;
    ui::Ui ui;
    bool started = false;

    // Told before the start.
    std::string route = "/";
    std::string build;
    std::string text_json;
    std::string email;
    std::optional<Who> who;
    Settings settings;

    // The page now.
    Moment now;
    SystemState system;
    bool dark = false, reduced_motion = false, more_contrast = false, coarse = false;
    bool looked = false;
    ui::Scheme look_scheme = ui::Scheme::light;

    std::optional<Moment> session_wake, preview_wake;
    Moment woken;

    ui::Theme theme_of(const FrameContext& frame) const;
    void tell_look(const ui::Theme& theme);
    void wake();
};

// start.cpp: what is told before the portal runs.
void take_font(State& state, int number, ByteView file);
void take_asset(State& state, ByteView payload);
void take_environment(State& state, ByteView payload);
void begin(State& state);
void take_files(State& state, const Told& told);

// carry.cpp: everything that is told, and what the app asks for.
void take(State& state, const Told& told);
void take_event(State& state, const Told& told);
void run(State& state, AppEffects effects);
void end_preview();
std::array<std::uint8_t, 32> fresh_entropy();

}  // namespace entente::web
