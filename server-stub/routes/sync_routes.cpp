// Push, pull and poke: HTTP around the sync service, which knows everything else.
#include "server-stub/http/problem_answer.h"
#include "server-stub/routes/route.h"
#include "server-stub/sync_service.h"

#include <set>

namespace entente::server {
namespace {

SyncCaller caller_of(const SignedIn& who) {
    return {.person = who.actor.person, .preview = who.preview};
}

Answer answer_from(SyncAnswer said) {
    Answer answer;
    answer.status = said.status;
    answer.content_type = std::string{said.content_type};
    answer.body.assign(said.body.begin(), said.body.end());
    if (said.status == 503 || said.status == 507) answer.fields.emplace_back("Retry-After", "5");
    return answer;
}

bool still_signed_in(const Call& call) {
    bool there = false;
    call.services.store.read(Access::of_authority(), [&](StoreReader& reader) {
        there = reader.session(call.who->session.token_hash).has_value();
    });
    return there;
}

}  // namespace

Answer answer_push(const Call& call) {
    const Request& request = call.request;
    return answer_from(
        call.services.sync.push(caller_of(*call.who), request.body_bytes(), request.received)
    );
}

Answer answer_pull(const Call& call) {
    const Request& request = call.request;
    return answer_from(
        call.services.sync.pull(caller_of(*call.who), request.body_bytes(), request.received)
    );
}

// The scopes are those of the buckets held now. When grants change, the stream goes on with the old
// ones until Limits::stream_max ends it and the page opens another; a page also pulls by itself
// within a minute, with the grants of that moment.
Answer answer_poke(const Call& call) {
    const SignedIn& who = *call.who;
    std::vector<PartnerId> all_partners;
    call.services.store.read(who.access, [&](StoreReader& reader) {
        if (!who.access.all_partners) return;
        for (const Record& partner : reader.under("partners")) all_partners.push_back({partner.id});
    });
    std::set<std::string> scopes;
    for (const Bucket& bucket : buckets_of(who.actor, *who.program, all_partners)) {
        scopes.insert(bucket.scope);
    }
    const Bytes& token = who.session.token_hash;
    Answer answer;
    answer.events =
        call.services.pokes.open(std::string{text_from_bytes(token)}, std::move(scopes));
    if (!answer.events) {
        answer = problem_answer(ProblemCode::requests_must_be_fewer, 429);
        answer.fields.emplace_back("Retry-After", "30");
        return answer;
    }
    // Whoever signed out since this request was identified did not yet find the stream to end it.
    if (!still_signed_in(call)) return problem_answer({ProblemCode::person_must_be_signed_in});
    answer.content_type = "text/event-stream";
    answer.fields.emplace_back("X-Accel-Buffering", "no");
    return answer;
}

}  // namespace entente::server
