// The program behind every screen: what is open, what is typed, whose records are seen.
//
// State changes in three places only: update() for what a person did, handle() for what the host
// tells, Session::step() below both. Nothing here waits: what must be done outside is an effect.
#pragma once

#include "core/app/action.h"
#include "core/app/form.h"
#include "core/app/text.h"
#include "core/base/places/public_suffix.h"
#include "core/sync/session.h"

#include <memory>

namespace entente {

struct Pages;
struct PageCache;

// What the person chose for this device; the host keeps it.
struct Settings {
    Theme theme = Theme::system;
    std::int32_t text_percent = 100;
};

// What the host knows of the device.
struct SystemState {
    bool online = true;
    bool installed = false;     // Added to the home screen or desktop.
    bool persisted = false;     // The browser promised not to evict.
    bool update_ready = false;  // A newer version waits.
    std::int32_t utc_offset_minutes = 0;
};

struct StartOptions {
    Moment now;
    std::string url;
    std::string text_json;  // The catalog of the person's language.
    Identity identity;
    std::string email;
    std::array<std::uint8_t, 32> entropy{};
    bool loaded = true;  // False: reading the device's files failed.
    Files files;
    Program program;  // The built-in rules; empty until the first sync has brought them.
    Settings settings;
    SystemState system;
};

namespace told {

struct ForSession {
    InputBody body;
    bool preview = false;  // For the session of the preview.
};
struct RouteChanged {  // The person went back, forward, or opened a link.
    std::string url;
};
struct SystemChanged {
    SystemState system;
};
struct SuffixesLoaded {  // The public suffix list arrived in the background.
    Bytes bytes;
};
struct TextsLoaded {  // What no screen of a first visit says arrived in the background.
    std::string json;
};
struct PreviewStarted {
    Identity identity;  // Of the person looked through, with `preview` set.
    std::array<std::uint8_t, 32> entropy{};
};
struct PreviewRefused {
    Problem problem;
};
struct SignOutFailed {};  // The server did not hear of it: the person is still signed in.

}  // namespace told

struct HostInput {
    Moment now;
    std::variant<
        told::ForSession,
        told::RouteChanged,
        told::SystemChanged,
        told::SuffixesLoaded,
        told::TextsLoaded,
        told::PreviewStarted,
        told::PreviewRefused,
        told::SignOutFailed>
        body;
};

namespace ask {

struct ShowRoute {  // The address and the title of the page that is shown now.
    std::string url;
    std::string title;
    bool replace = false;
};
struct Announce {  // Read by a screen reader.
    std::string text;
    bool urgent = false;
};
struct Download {
    std::string name;
    std::string type;
    Bytes bytes;
};
struct KeepSettings {
    Settings settings;
};
struct StartPreview {  // The server writes who looked, at whom and why before it answers.
    PersonId person;
    std::string reason;
};
struct EndPreview {};
struct SignOut {};
struct ApplyUpdate {};

}  // namespace ask

using HostEffect = std::variant<
    ask::ShowRoute,
    ask::Announce,
    ask::Download,
    ask::KeepSettings,
    ask::StartPreview,
    ask::EndPreview,
    ask::SignOut,
    ask::ApplyUpdate>;

struct AppEffects {
    Effects session;
    Effects preview;
    std::vector<HostEffect> host;
    bool redraw = false;
};

// The dialog over the page and what is written in it.
struct DialogState {
    Dialog dialog = Dialog::none;
    IdBytes subject{};
    std::map<std::string, std::string, std::less<>> texts;
    std::optional<Problem> problem;  // Why the last try was refused.
    bool busy = false;               // Waits for an answer.
};

struct MarginState {
    std::string model;                                      // Empty: that of the agreement.
    std::map<std::string, std::string, std::less<>> lines;  // Category to amount, as typed.
    std::string volume;
    std::int32_t position = -1;  // Permille inside the band; below 0: at the agreed rate.
};

struct ToastState {
    std::string text;
    bool danger = false;
    std::int64_t saving = 0;  // The command it waits for to be saved; 0: none.
};

struct App {
    App();
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    Catalog words;
    Program program;
    PublicSuffixes suffixes;
    Identity identity;
    std::string email;
    Session session;
    std::unique_ptr<Session> preview;  // Somebody's eyes: memory only, changes nothing.
    Moment preview_until;              // Left then, before the server ends it.
    SystemState system;
    Settings settings;
    Moment now;

    Route route;
    FormState form;
    DialogState dialog;
    DialogState left_dialog;  // The last one closed: opened again, it still has what was typed.
    MarginState margins;
    ToastState toast;
    std::string partner_search;

    std::array<std::uint8_t, 32> entropy{};
    std::uint64_t drawn_ids = 0;
    std::uint64_t screen_version = 0;  // Moves with every change that is not one of records.
    std::unique_ptr<PageCache> cache;
};

// Once, before anything else. Problems of the text file; the rest of a start cannot fail.
Result<AppEffects> start(App& app, StartOptions options);

AppEffects handle(App& app, HostInput input);

AppEffects update(App& app, const Action& action, Moment now);

// The pages of this minute, built anew only when something they show has changed. The reference
// holds until the next call.
const Pages& pages_of(App& app, Moment now);

// When the pages change by time alone: the next full minute.
Moment next_change(const App& app);

// Whether unsent or unsettled work would be lost to somebody who signs out.
bool has_unsent_work(const App& app);

}  // namespace entente
