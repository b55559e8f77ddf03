#include "core/app/pages/pages.h"

namespace entente {

namespace {

constexpr std::int64_t ms_per_minute = 60'000;

SyncMark mark_from(SyncState state) {
    switch (state) {
        case SyncState::confirmed:
            return SyncMark::confirmed;
        case SyncState::sent:
            return SyncMark::sent;
        case SyncState::waiting:
            return SyncMark::waiting;
        case SyncState::draft_here:
            return SyncMark::draft_here;
        case SyncState::needs_attention:
            return SyncMark::needs_attention;
    }
    return SyncMark::confirmed;
}

// Only records with unanswered or refused work have a mark; there are few of those.
void read_marks(SyncMarks& marks, const Session& session) {
    marks.clear();
    const auto add = [&](const RecordKey& key) {
        const SyncMark mark = mark_from(session.state_of(key));
        if (mark != SyncMark::confirmed) marks[key] = mark;
    };
    for (const OutboxEntry& entry : session.outbox().entries()) {
        for (const RecordKey& key : entry.touched) add(key);
        if (entry.command) add(subject_of(*entry.command));
    }
}

std::vector<const Record*> deals_held(const PageSource& source) {
    if (source.actor.partner.given()) {
        return records_under(source, "deals_of", source.actor.partner.bytes);
    }
    std::vector<const Record*> deals;
    for (const Record* partner : source.records.under("partners")) {
        const std::vector<const Record*> own = records_under(source, "deals_of", partner->id);
        deals.insert(deals.end(), own.begin(), own.end());
    }
    return deals;
}

void read_records(PageCache& cache, const App& app) {
    const PageSource& source = *cache.source;
    const PageKey key{seen_session(app).data_version(), 0, 0, &seen_session(app)};
    const std::int64_t hour = app.now.ms / ms_per_hour;
    if (key == cache.records_key && hour == cache.records_hour) return;
    // What an entry says of the time holds for its hour.
    if (key.session != cache.records_key.session || hour != cache.records_hour) cache.deals = {};
    cache.records_key = key;
    cache.records_hour = hour;
    cache.chosen_once = false;
    cache.all_deals = deals_held(source);
    read_deals(cache.deals, source, cache.all_deals);
    cache.queue.clear();
    if (!source.actor.partner.given()) cache.queue = approval_queue(cache.deals.entries);
    cache.open_deals = 0;
    for (const DealEntry& entry : cache.deals.entries) cache.open_deals += entry.open ? 1 : 0;
}

DealsPage deals_page(PageCache& cache, const App& app) {
    Route wanted = app.route;
    wanted.id = {};
    wanted.screen = Screen::deals;
    if (!cache.chosen_once || cache.chosen != wanted) {
        choose_deals(cache.deals, *cache.source, wanted);
        cache.chosen = wanted;
        cache.chosen_once = true;
    }
    return build_deals_page(*cache.source, cache.deals, app.route);
}

MarginsPage margins_page(const PageSource& source, const App& app) {
    MarginInput input;
    input.model = app.margins.model;
    input.lines.assign(app.margins.lines.begin(), app.margins.lines.end());
    input.volume = app.margins.volume;
    input.position = app.margins.position;
    input.rate_card = app.route.screen == Screen::rate_card;
    return build_margins_page(source, input);
}

SettingsPage settings_page(const PageSource& source, const App& app) {
    const Pill pill = app.session.pill();
    DeviceReadiness device;
    device.email = app.email;
    if (const Person* person = person_of(source, app.identity.actor.person)) {
        const Role* role = entry_with_key(source.program.roles, person->role);
        if (role != nullptr) device.role = role->name;
        if (device.email.empty()) device.email = person->email;
    }
    device.app_version = app.identity.app_version;
    device.installed = app.system.installed;
    device.persisted = app.system.persisted;
    device.synced_at = pill.synced_at;
    device.waiting = pill.waiting;
    device.attention = pill.attention;
    device.not_saved = pill.state == PillState::not_saved;
    device.update_ready = app.system.update_ready;
    device.theme = app.settings.theme;
    device.text_percent = app.settings.text_percent;
    return build_settings_page(source, device);
}

MessagePage not_found_page(const PageSource& source, const App& app) {
    const Catalog& words = source.words;
    return {
        words.text("not_found.title"),
        words.text("not_found.text", {{"url", app.route.unknown}}),
        {{"home", words.text("not_found.home"), {}, act::Navigate{"/"}, true}},
        false};
}

MessagePage loading_page(const App& app) {
    const bool failed = app.session.pill().state == PillState::not_loaded;
    return {
        app.words.text(failed ? "loading.failed.title" : "loading.title"),
        app.words.text(failed ? "loading.failed.text" : "loading.text"),
        {},
        !failed};
}

// A page for partners does not exist for staff, and the other way round.
Screen screen_for(const App& app, const PageSource& source) {
    const bool staff = !source.actor.partner.given();
    switch (app.route.screen) {
        case Screen::home:
            return staff ? Screen::approvals : Screen::home;
        case Screen::margins:
        case Screen::rate_card:
        case Screen::certifications:
        case Screen::register_deal:
        case Screen::edit_deal:
            return staff ? Screen::not_found : app.route.screen;
        case Screen::approvals:
        case Screen::approval:
        case Screen::partners:
        case Screen::preview:
            return staff ? app.route.screen : Screen::not_found;
        case Screen::attention:
        case Screen::settings:
            return app.preview != nullptr ? Screen::not_found : app.route.screen;
        case Screen::deals:
        case Screen::deal:
        case Screen::not_found:
            return app.route.screen;
    }
    return Screen::not_found;
}

PageBody body_of_screen(PageCache& cache, const App& app) {
    const PageSource& source = *cache.source;
    switch (screen_for(app, source)) {
        case Screen::home:
            return build_home_page(source, app.system.utc_offset_minutes);
        case Screen::deal:
            if (source.records.find({Kind::deal, app.route.id}) == nullptr) {
                return not_found_page(source, app);
            }
            return deals_page(cache, app);
        case Screen::deals:
            return deals_page(cache, app);
        case Screen::register_deal:
        case Screen::edit_deal: {
            if (!app.form.open) return not_found_page(source, app);
            const bool not_saved = app.session.pill().state == PillState::not_saved;
            return build_register_page(source, {app.form, not_saved});
        }
        case Screen::margins:
        case Screen::rate_card:
            return margins_page(source, app);
        case Screen::certifications:
            return build_certifications_page(source);
        case Screen::attention:
            return build_attention_page(source, app.session);
        case Screen::approvals:
        case Screen::approval:
            return build_approvals_page(source, cache.queue, app.route);
        case Screen::partners:
        case Screen::preview:
            cache.partners = choose_partners(source, app.partner_search);
            return build_partners_page(source, cache.partners, app.partner_search);
        case Screen::settings:
            return settings_page(source, app);
        case Screen::not_found:
            return not_found_page(source, app);
    }
    return not_found_page(source, app);
}

ShellPage shell_page(const PageCache& cache, const App& app) {
    ShellInput input;
    input.route = app.route;
    input.pill = seen_session(app).pill();
    input.preview = app.preview != nullptr;
    input.update_ready = app.system.update_ready;
    input.open_deals = cache.open_deals;
    input.approvals = static_cast<std::int64_t>(cache.queue.size());
    if (const Partner* partner = partner_of(*cache.source, cache.source->actor.partner)) {
        input.previewed_partner = partner->name;
    }
    input.toast = app.toast.text;
    input.toast_danger = app.toast.danger;
    return build_shell_page(*cache.source, input);
}

std::string page_key(const Route& route) {
    // A deal beside the list is the same page: the list keeps its place.
    if (route.screen == Screen::deal) return url_of(Screen::deals);
    return url_of(route.screen, route.id);
}

}  // namespace

const Session& seen_session(const App& app) {
    return app.preview != nullptr ? *app.preview : app.session;
}

PageSource source_of(const App& app, const SyncMarks& marks) {
    const Session& session = seen_session(app);
    const PillState state = app.session.pill().state;
    const bool fixed = state == PillState::read_only || state == PillState::not_loaded;
    return {
        .words = app.words,
        .records = session.view(),
        .program = session.program(),
        .actor = session.identity().actor,
        .now = app.now,
        .marks = marks,
        .suffixes = &app.suffixes,
        .read_only = app.preview != nullptr || fixed};
}

bool ready(const App& app) {
    return !seen_session(app).program().tiers.empty();
}

const Pages& pages_of(App& app, Moment now) {
    app.now = now;
    PageCache& cache = *app.cache;
    const Session& session = seen_session(app);
    const PageKey key{session.data_version(), app.screen_version, now.ms / ms_per_minute, &session};
    if (key == cache.key) return cache.pages;
    cache.key = key;
    read_marks(cache.marks, session);
    cache.source.emplace(source_of(app, cache.marks));

    Pages& pages = cache.pages;
    pages.theme = app.settings.theme;
    pages.text_percent = app.settings.text_percent;
    pages.key = page_key(app.route);
    if (!ready(app)) {
        pages.shell = build_shell_page(
            *cache.source,
            {.route = app.route,
             .pill = session.pill(),
             .preview = app.preview != nullptr,
             .previewed_partner = {},
             .toast = {}}
        );
        pages.body = loading_page(app);
        pages.dialog = {};
        return pages;
    }
    read_records(cache, app);
    pages.body = body_of_screen(cache, app);
    pages.shell = shell_page(cache, app);
    const DialogState& dialog = app.dialog;
    pages.dialog = build_dialog_page(
        *cache.source,
        {dialog.dialog,
         dialog.subject,
         dialog.texts,
         dialog.problem,
         dialog.busy,
         has_unsent_work(app)}
    );
    return pages;
}

Moment next_change(const App& app) {
    return {(app.now.ms / ms_per_minute + 1) * ms_per_minute};
}

}  // namespace entente
