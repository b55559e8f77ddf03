// Looking through a partner's eyes: with a right of its own, a reason, an end, and a line that the
// partner can read.
#include "core/base/format/json.h"
#include "core/base/text/utf8.h"
#include "server-stub/http/problem_answer.h"
#include "server-stub/routes/session_answer.h"
#include "server-stub/session/origin.h"

#include <algorithm>

namespace entente::server {
namespace {

constexpr std::size_t reason_bytes_min = 8;
constexpr std::size_t reason_bytes_max = 400;
constexpr std::size_t lines_max = 200;
constexpr std::size_t lines_read_at_once = 1000;
constexpr std::string_view preview_event = "preview_began";

struct PreviewForm {
    PersonId person;  // Through whose eyes.
    std::string reason;

    void describe(FieldVisitor& v) {
        field(v, "person", person);
        field(v, "reason", reason);
    }
};

AuditLine preview_line(const Call& call, const StoredSession& session, PartnerId partner) {
    return {
        .number = 0,
        .scope = partner_scope(partner),
        .at = call.request.received,
        .person = session.person,
        .seen_as = session.seen_as,
        .event = std::string{preview_event},
        .subject = session.seen_as.bytes,
        .detail = session.preview_reason,
        .hash = {},
    };
}

Outcome check_form(const Call& call, const PreviewForm& form) {
    if (call.request.received - call.who->session.created_at > recent_sign_in_ms) {
        return Problem{
            .code = ProblemCode::person_must_be_signed_in, .field = "recently", .limit = "12"};
    }
    if (form.reason.size() < reason_bytes_min) {
        return Problem{.code = ProblemCode::reason_must_be_given, .field = "reason", .limit = "8"};
    }
    if (form.reason.size() > reason_bytes_max) {
        return Problem{
            .code = ProblemCode::text_must_be_short_enough, .field = "reason", .limit = "400"};
    }
    return Done{};
}

// The person, if the looker may see their partner; absent and foreign people are the same.
Result<Person> seen_person(StoreReader& reader, const SignedIn& who, PersonId seen) {
    const auto record = reader.record({.kind = Kind::person, .id = seen.bytes});
    if (!record) return ProblemCode::record_must_exist;
    const auto& person = body_of<Person>(record->record);
    const bool reached = !person.staff() && who.access.reaches(partner_scope(person.partner));
    if (!reached || person.disabled) return ProblemCode::record_must_exist;
    return person;
}

// Through whose eyes a session looks; nothing given: through its own again.
struct Look {
    PersonId person;
    PartnerId partner;
    Moment until;
    std::string reason;
};

// The session keeps its token: its other requests, under way as oneself, must not be cut off. It is
// read again where it is written: one that has ended since must not come back.
Answer write_look(const Call& call, const Look& look) {
    Answer answer;
    const SessionQuestion asked{
        .token = cookie_of(call.request, call.services.cookie_name()),
        .preview = look.person.given(),
        .now = call.request.received};
    const Outcome written =
        call.services.store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            auto session = writer.session(call.who->session.token_hash);
            if (!session) return ProblemCode::person_must_be_signed_in;
            session->seen_as = look.person;
            session->preview_until = look.until;
            session->preview_reason = look.reason;
            writer.put_session(*session);
            if (look.person.given()) {
                writer.append_audit(preview_line(call, *session, look.partner));
            }
            TRY(const SignedIn who,
                signed_in(writer, call.services.programs, call.services.grants, asked));
            answer = who_answer(call.request, writer, who);
            return Done{};
        });
    return written.ok() ? std::move(answer) : problem_answer(written.problem());
}

struct AuditEntry {
    Moment at;
    std::string event;
    PersonId person;
    PersonId seen_as;
    std::string detail;

    void describe(FieldVisitor& v) {
        field(v, "at", at);
        field(v, "event", event);
        field(v, "person", person);
        field(v, "seen_as", seen_as);
        field(v, "detail", detail);
    }
};

struct AuditPage {
    std::vector<AuditEntry> lines;

    void describe(FieldVisitor& v) { field(v, "lines", lines); }
};

void add_looks(StoreReader& reader, const std::string& scope, AuditPage& page) {
    std::int64_t number = 0;
    for (;;) {
        const std::vector<AuditLine> lines = reader.audit_after(scope, number, lines_read_at_once);
        for (const AuditLine& line : lines) {
            number = line.number;
            if (line.event != preview_event) continue;
            page.lines.push_back(
                {.at = line.at,
                 .event = line.event,
                 .person = line.person,
                 .seen_as = line.seen_as,
                 .detail = line.detail}
            );
        }
        if (lines.size() < lines_read_at_once) return;
    }
}

}  // namespace

Answer answer_begin_preview(const Call& call) {
    const Result<PreviewForm> form = from_json<PreviewForm>(call.request.body);
    if (!form.ok()) return problem_answer(form.problem());
    if (const Outcome sound = check_form(call, form.value()); !sound.ok()) {
        return problem_answer(sound.problem());
    }
    Result<Person> seen = ProblemCode::record_must_exist;
    call.services.store.read(Access::of_authority(), [&](StoreReader& reader) {
        seen = seen_person(reader, *call.who, form.value().person);
    });
    if (!seen.ok()) return problem_answer(seen.problem());
    return write_look(
        call,
        {.person = form.value().person,
         .partner = seen.value().partner,
         .until = call.request.received + preview_ms,
         .reason = form.value().reason}
    );
}

Answer answer_end_preview(const Call& call) {
    return write_look(call, {});
}

// Who looked at the partner, newest first: for its own administrators, and for auditors.
Answer answer_audit(const Call& call) {
    AuditPage page;
    const PartnerId own = call.who->actor.partner;
    call.services.store.read(call.who->access, [&](StoreReader& reader) {
        if (own.given()) return add_looks(reader, partner_scope(own), page);
        for (const std::string& scope : reader.scopes_beginning("partner:")) {
            add_looks(reader, scope, page);
        }
    });
    std::stable_sort(page.lines.begin(), page.lines.end(), [](const auto& a, const auto& b) {
        return a.at > b.at;
    });
    if (page.lines.size() > lines_max) page.lines.resize(lines_max);
    Answer answer;
    answer.content_type = "application/json";
    answer.body = json_from(page);
    return answer;
}

}  // namespace entente::server
