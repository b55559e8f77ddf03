// Single records for integrators, and the small routes that say how the server is.
#include "core/base/format/json.h"
#include "server-stub/http/clock.h"
#include "server-stub/http/problem_answer.h"
#include "server-stub/routes/route.h"

namespace entente::server {
namespace {

struct Now {
    Moment now;

    void describe(FieldVisitor& v) { field(v, "now", now); }
};

Answer json_answer(std::string body) {
    Answer answer;
    answer.content_type = "application/json";
    answer.body = std::move(body);
    return answer;
}

// Another partner's deal and no deal at all answer with the same bytes.
Answer absent_answer() {
    return problem_answer(ProblemCode::record_must_exist, 404);
}

}  // namespace

Answer answer_deal(const Call& call) {
    const Result<IdBytes> id = id_from_text(call.id);
    if (!id.ok()) return absent_answer();
    std::optional<Record> seen;
    call.services.store.read(call.who->access, [&](StoreReader& reader) {
        const auto found = reader.record({.kind = Kind::deal, .id = id.value()});
        if (found) seen = project(found->record, call.who->viewer);
    });
    if (!seen) return absent_answer();
    Answer answer = json_answer(json_from(*seen));
    const std::string etag = "\"" + std::to_string(seen->version) + "\"";
    answer.fields.emplace_back("ETag", etag);
    if (call.request.header("If-None-Match") == etag) answer.status = 304;
    return answer;
}

Answer answer_time(const Call& call) {
    return json_answer(json_from(Now{call.request.received}));
}

Answer answer_alive(const Call&) {
    return json_answer("{\"alive\":true}");
}

Answer answer_ready(const Call& call) {
    if (call.services.ready()) return json_answer("{\"ready\":true}");
    return problem_answer(ProblemCode::database_must_be_available, 503);
}

}  // namespace entente::server
