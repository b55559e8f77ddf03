#include "core/app/app.h"

#include "core/app/pages/pages.h"
#include "core/app/turn.h"

namespace entente {

App::App() : cache(std::make_unique<PageCache>()) {}
App::~App() = default;

Result<AppEffects> start(App& app, StartOptions options) {
    TRY(app.words, Catalog::load(options.text_json));
    app.program = std::move(options.program);
    app.identity = options.identity;
    app.email = std::move(options.email);
    app.entropy = options.entropy;
    app.settings = options.settings;
    app.system = options.system;

    Turn turn(app, options.now);
    input::Start start;
    start.now = options.now;
    start.entropy = options.entropy;
    start.loaded = options.loaded;
    start.files = std::move(options.files);
    start.identity = std::move(options.identity);
    start.program = &app.program;
    turn.step(std::move(start));
    if (!app.system.online) turn.step(input::Offline{});
    turn.go(route_from_url(options.url), true);
    return turn.finish();
}

namespace {

// Ends a minute before the server does, so that nothing comes which is not the partner's.
constexpr std::int64_t preview_ms = std::int64_t{29} * 60'000;

void start_preview(Turn& turn, const told::PreviewStarted& started) {
    App& app = turn.app();
    app.preview_until = app.now + preview_ms;
    app.preview = std::make_unique<Session>();
    app.cache->records_key = {};
    input::Start start;
    start.now = app.now;
    start.entropy = started.entropy;
    start.loaded = true;
    start.identity = started.identity;
    start.identity.preview = true;
    start.program = &app.session.program();
    turn.step_preview(std::move(start));
    turn.go(Route{});
}

void change_system(Turn& turn, const SystemState& system) {
    App& app = turn.app();
    const bool was_online = app.system.online;
    app.system = system;
    turn.changed();
    if (was_online == system.online) return;
    if (system.online) {
        turn.step(input::Online{});
        turn.step_preview(input::Online{});
    } else {
        turn.step(input::Offline{});
        turn.step_preview(input::Offline{});
    }
}

}  // namespace

AppEffects handle(App& app, HostInput input) {
    Turn turn(app, input.now);
    if (auto* session = std::get_if<told::ForSession>(&input.body)) {
        if (session->preview) {
            turn.step_preview(std::move(session->body));
        } else {
            turn.step(std::move(session->body));
        }
    } else if (auto* route = std::get_if<told::RouteChanged>(&input.body)) {
        turn.go(route_from_url(route->url), true);
    } else if (auto* system = std::get_if<told::SystemChanged>(&input.body)) {
        change_system(turn, system->system);
    } else if (auto* list = std::get_if<told::SuffixesLoaded>(&input.body)) {
        Result<PublicSuffixes> suffixes = PublicSuffixes::from_bytes(list->bytes);
        // Without the list the conservative rule stays; the server checks with it anyway.
        if (suffixes.ok()) app.suffixes = std::move(suffixes).value();
        turn.changed();
    } else if (auto* texts = std::get_if<told::TextsLoaded>(&input.body)) {
        Result<Catalog> words = Catalog::load(texts->json, app.words);
        // Without them a text that no screen says yet is its key; those that are there stay.
        if (words.ok()) app.words = std::move(words).value();
        turn.changed();
    } else if (auto* started = std::get_if<told::PreviewStarted>(&input.body)) {
        start_preview(turn, *started);
    } else if (auto* refused = std::get_if<told::PreviewRefused>(&input.body)) {
        app.dialog.problem = refused->problem;
        app.dialog.busy = false;
        turn.changed();
    } else if (std::holds_alternative<told::SignOutFailed>(input.body)) {
        turn.toast(app.words.text("toast.still_signed_in"), true);
    }
    if (app.preview != nullptr && app.preview_until <= app.now) {
        leave_preview(turn);
        turn.toast(app.words.text("toast.preview_over"));
    }
    return turn.finish();
}

bool has_unsent_work(const App& app) {
    const Pill pill = app.session.pill();
    return pill.waiting > 0 || pill.attention > 0 || pill.state == PillState::not_saved;
}

}  // namespace entente
