#include "core/base/check.h"
#include "core/base/format/cbor.h"
#include "core/base/format/json.h"
#include "web/portal/state.h"

#include <charconv>
#include <unistd.h>
#include <utility>

namespace entente::web {

namespace {

constexpr std::string_view accepted_types =
    "application/cbor-seq, application/cbor, application/problem+json";
constexpr std::string_view own_timeout_ms = "15000";
constexpr std::string_view sign_in_page = "/sign_in.html";

// One session's side of the host: whose numbers are moved by how much.
struct Line {
    bool preview = false;
    std::int64_t offset() const { return preview ? preview_requests_from : 0; }
};

void tell(State& state, InputBody body, bool preview = false) {
    run(state, handle(state.app, {state.now, told::ForSession{std::move(body), preview}}));
}

void commit(const Commit& commit) {
    FieldWriter fields;
    fields.add(commit.files.strict ? "strict" : "relaxed");
    for (const auto& [name, bytes] : commit.files.puts) fields.add("put").add(name).add(bytes);
    for (const std::string& name : commit.files.removes) fields.add("remove").add(name);
    perform(Effect::commit, static_cast<double>(commit.ticket), fields.bytes());
}

// A look asks as the person looked through, beside the session's own requests as oneself.
void request(const Send& send, Line line) {
    const std::int64_t number = send.request + line.offset();
    const std::string route = std::string(send.route) + (line.preview ? "?preview=1" : "");
    FieldWriter fields;
    fields.add("POST").add(route).add(send.content_type).add(accepted_types);
    fields.add(std::to_string(send.timeout_ms)).add(send.body);
    perform(Effect::send, static_cast<double>(number), fields.bytes());
}

void run_session(State& state, Effects effects, Line line) {
    for (const Commit& each : effects.commits) commit(each);
    for (const ReadBack& read : effects.reads) {
        FieldWriter fields;
        for (const std::string& name : read.names) fields.add(name);
        perform(Effect::read, static_cast<double>(read.ticket), fields.bytes());
    }
    for (const std::int64_t number : effects.given_up) {
        perform(Effect::abort, static_cast<double>(number + line.offset()), {});
    }
    for (const Send& send : effects.sends) request(send, line);
    auto& wake = line.preview ? state.preview_wake : state.session_wake;
    if (effects.wake_at) wake = effects.wake_at;
}

struct PreviewRequest {
    PersonId person;  // Through whose eyes.
    std::string reason;

    void describe(FieldVisitor& v) {
        field(v, "person", person);
        field(v, "reason", reason);
    }
};

void own_request(
    OwnRequest number, std::string_view method, std::string_view route, const std::string& json
) {
    FieldWriter fields;
    fields.add(method).add(route).add("application/json");
    fields.add("application/cbor, application/problem+json").add(own_timeout_ms).add(json);
    perform(Effect::send, static_cast<double>(number), fields.bytes());
}

std::string settings_text(const Settings& settings) {
    return std::to_string(static_cast<int>(settings.theme)) + " " +
           std::to_string(settings.text_percent);
}

// Each thing that only the page can do.
struct Asked {
    State& state;

    void operator()(const ask::ShowRoute& show) const {
        // Signing in is plain HTML, beside the program.
        if (show.url == sign_in_page) return perform(Effect::leave, 0, bytes_from_text(show.url));
        FieldWriter fields;
        fields.add(show.url).add(show.title).add(show.replace ? "replace" : "push");
        perform(Effect::navigate, 0, fields.bytes());
    }
    // The shell's toast is told as a status: readers hear it from the mirror.
    void operator()(const ask::Announce& /*told*/) const {}
    void operator()(const ask::Download& file) const {
        FieldWriter fields;
        fields.add(file.name).add(file.type).add(file.bytes);
        perform(Effect::download, 0, fields.bytes());
    }
    void operator()(const ask::KeepSettings& keep) const {
        FieldWriter fields;
        fields.add("settings").add(settings_text(keep.settings));
        perform(Effect::keep, 0, fields.bytes());
    }
    void operator()(const ask::StartPreview& start) const {
        const PreviewRequest wanted{start.person, start.reason};
        own_request(OwnRequest::begin_preview, "POST", "/api/v1/preview", json_from(wanted));
    }
    void operator()(const ask::EndPreview& /*end*/) const {
        state.preview_wake.reset();
        end_preview();
    }
    void operator()(const ask::SignOut& /*out*/) const {
        own_request(OwnRequest::sign_out, "DELETE", "/api/v1/session", {});
    }
    void operator()(const ask::ApplyUpdate& /*apply*/) const {
        perform(Effect::apply_update, 0, {});
    }
};

struct HeardAnswer {
    int status = 0;
    std::string type;
    std::int64_t retry_after_ms = 0;
    ByteView body;
};

int number_from(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

HeardAnswer answer_from(ByteView payload) {
    FieldReader fields(payload);
    HeardAnswer answer;
    answer.status = number_from(fields.next_text());
    answer.type = fields.next_text();
    answer.retry_after_ms = std::int64_t{number_from(fields.next_text())} * 1000;
    fields.next();  // The server's date: the sessions trust its signed time token instead.
    answer.body = fields.next();
    return answer;
}

// What the server names is said in the person's language; anything else is its fault or the
// network's. The page has taken the fields out of the problem's JSON.
Problem problem_from(ByteView body) {
    FieldReader fields(body);
    const auto code = problem_named(fields.next_text());
    Problem problem{code.value_or(ProblemCode::server_must_not_fail), {}, {}};
    problem.field = fields.next_text();
    problem.limit = fields.next_text();
    return problem;
}

void preview_answered(State& state, const HeardAnswer& answer) {
    Result<Who> who = from_cbor<Who>(answer.body);
    if (answer.status != 200 || !who.ok()) {
        const bool refused = answer.type.starts_with("application/problem+json");
        const Problem problem = problem_from(refused ? answer.body : ByteView{});
        run(state, handle(state.app, {state.now, told::PreviewRefused{problem}}));
        return;
    }
    Identity identity{
        .actor = who.value().actor(),
        .audience = who.value().audience,
        .preview = true,
        .app_version = state.build};
    run(state,
        handle(state.app, {state.now, told::PreviewStarted{std::move(identity), fresh_entropy()}}));
}

void own_answered(State& state, OwnRequest request, const HeardAnswer& answer) {
    switch (request) {
        case OwnRequest::begin_preview:
            return preview_answered(state, answer);
        case OwnRequest::sign_out:
            if (answer.status == 204 || answer.status == 401) {
                return perform(Effect::leave, 0, bytes_from_text(sign_in_page));
            }
            return run(state, handle(state.app, {state.now, told::SignOutFailed{}}));
        case OwnRequest::end_preview:
            // A page that was reloaded in the middle of a preview begins anew as who it is.
            if (!state.started) return perform(Effect::leave, 0, bytes_from_text("/"));
            return tell(state, input::SyncNow{});
    }
}

void answered(State& state, const Told& told) {
    const HeardAnswer answer =
        told.event == HostEvent::answer ? answer_from(told.payload) : HeardAnswer{};
    auto number = static_cast<std::int64_t>(told.number);
    if (number >= own_requests_from) {
        return own_answered(state, static_cast<OwnRequest>(number), answer);
    }
    const bool preview = number >= preview_requests_from;
    if (preview) number -= preview_requests_from;
    if (told.event == HostEvent::failed) return tell(state, input::Failed{number}, preview);
    input::Answered input;
    input.request = number;
    input.status = answer.status;
    input.content_type = answer.type;
    input.retry_after_ms = answer.retry_after_ms;
    input.body.assign(answer.body.begin(), answer.body.end());
    tell(state, std::move(input), preview);
}

CommitOutcome outcome_from(std::string_view text) {
    if (text == "ok") return CommitOutcome::ok;
    if (text == "quota") return CommitOutcome::quota;
    if (text == "fenced") return CommitOutcome::fenced;
    if (text == "lost") return CommitOutcome::lost;
    return CommitOutcome::io_error;
}

void were_read(State& state, const Told& told) {
    input::WereRead read;
    read.ticket = static_cast<std::int64_t>(told.number);
    for (FieldReader fields(told.payload); !fields.at_end();) {
        std::string name(fields.next_text());
        const ByteView bytes = fields.next();
        read.files.emplace(std::move(name), Bytes(bytes.begin(), bytes.end()));
    }
    tell(state, std::move(read));
}

void take_storage(State& state, ByteView payload) {
    FieldReader fields(payload);
    state.system.persisted = fields.next_text() == "1";
    fields.next();
    fields.next();
    state.system.installed = fields.next_text() == "1";
}

void system_changed(State& state) {
    run(state, handle(state.app, {state.now, told::SystemChanged{state.system}}));
}

}  // namespace

void end_preview() {
    own_request(OwnRequest::end_preview, "DELETE", "/api/v1/preview", {});
}

std::array<std::uint8_t, 32> fresh_entropy() {
    std::array<std::uint8_t, 32> bytes{};
    check(getentropy(bytes.data(), bytes.size()) == 0);
    return bytes;
}

void run(State& state, AppEffects effects) {
    run_session(state, std::move(effects.session), {.preview = false});
    run_session(state, std::move(effects.preview), {.preview = true});
    for (const HostEffect& effect : effects.host) std::visit(Asked{state}, effect);
}

void take(State& state, const Told& told) {
    state.now = Moment{.ms = told.now_ms};
    if (told.event == HostEvent::font) {
        take_font(state, static_cast<int>(told.number), told.payload);
    } else if (told.event == HostEvent::asset) {
        take_asset(state, told.payload);
    } else if (told.event == HostEvent::environment) {
        take_environment(state, told.payload);
    } else if (told.event == HostEvent::loaded || told.event == HostEvent::load_failed) {
        take_files(state, told);
    } else {
        take_event(state, told);
    }
}

void take_event(State& state, const Told& told) {
    const bool answers = told.event == HostEvent::answer || told.event == HostEvent::failed;
    if (!state.started && !answers) return;
    switch (told.event) {
        case HostEvent::committed:
            return tell(
                state,
                input::Committed{
                    static_cast<std::int64_t>(told.number),
                    outcome_from(text_from_bytes(told.payload))}
            );
        case HostEvent::read:
            return were_read(state, told);
        case HostEvent::answer:
        case HostEvent::failed:
            return answered(state, told);
        case HostEvent::online:
        case HostEvent::offline:
            state.system.online = told.event == HostEvent::online;
            return system_changed(state);
        case HostEvent::storage:
            take_storage(state, told.payload);
            return system_changed(state);
        case HostEvent::update_ready:
            state.system.update_ready = true;
            return system_changed(state);
        case HostEvent::poke:
            return tell(state, input::Poked{});
        case HostEvent::visible:
            return tell(state, input::Visible{});
        case HostEvent::tick:
            state.session_wake.reset();
            state.woken = {};
            tell(state, input::Tick{});
            if (state.app.preview) tell(state, input::Tick{}, true);
            return;
        case HostEvent::route: {
            told::RouteChanged changed{std::string(text_from_bytes(told.payload))};
            return run(state, handle(state.app, {state.now, std::move(changed)}));
        }
        case HostEvent::font:
        case HostEvent::asset:
        case HostEvent::loaded:
        case HostEvent::load_failed:
        case HostEvent::environment:
        case HostEvent::hidden:
        case HostEvent::context_lost:
        case HostEvent::context_restored:
        case HostEvent::taken_over:
            return;
    }
}

}  // namespace entente::web
