#include "server-stub/routes/router.h"

#include "server-stub/http/problem_answer.h"
#include "server-stub/session/origin.h"

#include <stdexcept>

namespace entente::server {
namespace {

constexpr std::size_t worker_threads = 48;  // They wait for commits: many of them share one.
constexpr std::size_t worker_jobs_max = 4096;
constexpr std::size_t hasher_threads = 2;
constexpr std::size_t hasher_jobs_max = 64;

bool of_the_api(std::string_view path) {
    return path.substr(0, 5) == "/api/" || path == "/api";
}

// A HEAD asks for a GET's fields.
Method asked(Method method) {
    return method == Method::head ? Method::get : method;
}

// Whether the path is the route's; `id` is what stands for ":id".
bool fits(std::string_view pattern, std::string_view path, std::string_view& id) {
    const std::size_t colon = pattern.find(':');
    if (colon == std::string_view::npos) return pattern == path;
    if (path.substr(0, colon) != pattern.substr(0, colon)) return false;
    id = path.substr(colon);
    return !id.empty() && id.find('/') == std::string_view::npos;
}

// "?preview=1": as the person looked through. In the target, because streams of events can carry
// no field of ours.
bool in_preview(std::string_view target) {
    const std::size_t query = target.find('?');
    return query != std::string_view::npos && target.substr(query + 1) == "preview=1";
}

Answer busy_answer() {
    Answer answer = problem_answer(ProblemCode::requests_must_be_fewer, 503);
    answer.fields.emplace_back("Retry-After", "2");
    return answer;
}

Answer failure_answer(const StoreFailure& failure) {
    Answer answer = problem_answer({failure.code(), {}, {}});
    answer.fields.emplace_back("Retry-After", "5");
    return answer;
}

}  // namespace

Router::Router(Services& services)
    : services_(services),
      hashers_(hasher_threads, hasher_jobs_max),
      workers_(worker_threads, worker_jobs_max) {}

Router::Match Router::match(const Request& request) {
    Match found;
    for (const Route& route : all_routes()) {
        std::string_view id;
        if (!fits(route.path, request.path, id)) continue;
        found.path_known = true;
        if (route.method != asked(request.head.method)) continue;
        found.route = &route;
        found.id = id;
        break;
    }
    return found;
}

// What no route takes: a page or file of the portal, or nothing.
Answer Router::unrouted(const Match& match, const Request& request) const {
    Answer answer;
    if (match.path_known) {
        answer = problem_answer(ProblemCode::request_must_be_well_formed, 405);
    } else if (of_the_api(request.path)) {
        answer = problem_answer(ProblemCode::record_must_exist, 404);
    } else {
        return services_.site.answer(request);
    }
    answer.route = "none";
    return answer;
}

// Only what can be said without the store and the body, for requests that may have a body: it is
// then not read, and the connection is closed.
std::optional<Answer> Router::refuse(const Request& request) {
    if (asked(request.head.method) == Method::get) return std::nullopt;
    const Match found = match(request);
    if (found.route == nullptr) return unrouted(found, request);
    const Route& route = *found.route;
    if (const Outcome origin = check_origin(request, services_.origins); !origin.ok()) {
        return problem_answer(origin.problem());
    }
    if (route.body_type.empty()) return std::nullopt;
    if (const Outcome type = check_content_type(request, route.body_type); !type.ok()) {
        return problem_answer(type.problem());
    }
    return std::nullopt;
}

std::size_t Router::body_bytes_max(const Request& request) const {
    const Match found = match(request);
    return found.route == nullptr ? 0 : found.route->body_bytes_max;
}

Reply Router::handle(const Request& request) {
    const Match found = match(request);
    if (found.route == nullptr) return {.now = unrouted(found, request), .later = {}};
    if (found.route->runs_on == RunsOn::loop) return {.now = answer(found, request), .later = {}};
    WorkerPool& pool = found.route->runs_on == RunsOn::hashers ? hashers_ : workers_;
    return {.now = {}, .later = [this, found, &request, &pool](const AnswerSink& sink) {
                const bool taken =
                    pool.add([this, found, &request, sink] { sink(answer(found, request)); });
                if (!taken) sink(busy_answer());
            }};
}

// Who speaks CBOR is refused in CBOR, in the words of the sync service.
static Answer refusal_of(const Route& route, const Problem& problem) {
    Answer answer = problem_answer(problem);
    if (route.body_type != cbor_type) return answer;
    PushAnswer said;
    said.problem = wire_from_problem(problem);
    const Bytes body = encode_push_answer(said);
    answer.content_type = std::string{cbor_type};
    answer.body.assign(body.begin(), body.end());
    return answer;
}

// The one place where failures of the store and failed checks become answers.
Answer Router::answer(const Match& match, const Request& request) const {
    Answer given;
    try {
        given = call(match, request);
    } catch (const StoreFailure& failure) {
        services_.log.notice("store_failed", failure.what());
        given = failure_answer(failure);
    } catch (const std::exception& fault) {
        services_.log.notice("request_failed", fault.what());
        given = problem_answer(ProblemCode::server_must_not_fail, 500);
    }
    given.route = match.route->path;
    return given;
}

Result<SignedIn> Router::identify(const Route& route, const Request& request) const {
    Result<SignedIn> found = ProblemCode::person_must_be_signed_in;
    services_.store.read(Access::of_authority(), [&](StoreReader& reader) {
        const SessionQuestion asked{
            .token = cookie_of(request, services_.cookie_name()),
            .preview = in_preview(request.head.target),
            .now = request.received};
        found = signed_in(reader, services_.programs, services_.grants, asked);
    });
    if (!found.ok()) return found;
    const SignedIn& who = found.value();
    if (who.disabled && route.allowed != Allowed::preview_and_disabled) {
        return ProblemCode::account_must_be_enabled;
    }
    if (who.preview && route.allowed == Allowed::plain) {
        return ProblemCode::preview_must_be_read_only;
    }
    if (!route.needed.held_by(who.actor.permissions)) return ProblemCode::permission_must_be_held;
    return found;
}

Answer Router::call(const Match& match, const Request& request) const {
    const Route& route = *match.route;
    Call call{.request = request, .services = services_, .who = nullptr, .id = match.id};
    if (!route.needed.signed_in()) return route.answer(call);
    const Result<SignedIn> who = identify(route, request);
    if (!who.ok()) return refusal_of(route, who.problem());
    call.who = &who.value();
    Answer answer = route.answer(call);
    answer.person = text_from_id(who.value().real.bytes);
    if (who.value().preview) answer.seen_as = text_from_id(who.value().actor.person.bytes);
    return answer;
}

}  // namespace entente::server
