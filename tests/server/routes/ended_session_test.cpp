// What happens to a session between being found for a request and being written by it.
#include "server-stub/routes/route.h"
#include "server-stub/store_memory.h"
#include "server-stub/sync_service.h"
#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;
using namespace entente::test;

namespace {

constexpr Moment now{1'790'100'000'000};
const std::string token(43, 't');

// Routes without connections: a request is held up at will between its two looks at the session.
class SlowRequest {
public:
    SlowRequest() {
        fill(store_, world_);
        keep(
            {.token_hash = hash_of_token(token),
             .person = world_.manager,
             .created_at = now + -2 * ms_per_hour,
             .used_at = now + -2 * ms_per_hour,
             .expires_at = now + session_ms,
             .device = {},
             .seen_as = {},
             .preview_until = {},
             .preview_reason = {}}
        );
        head_ = "GET / HTTP/1.1\r\nHost: a\r\nCookie: sid=" + token + "\r\n\r\n";
        request_.head = std::get<RequestHead>(head_from_bytes(head_, Limits{}));
        request_.received = now;
        store_.read(Access::of_authority(), [&](StoreReader& reader) {
            who_ = signed_in(
                reader,
                services_.programs,
                services_.grants,
                {.token = token, .preview = false, .now = now}
            );
        });
        REQUIRE(who_.ok());
    }

    const SmallWorld& world() const { return world_; }
    std::optional<StoredSession> session() {
        std::optional<StoredSession> found;
        store_.read(Access::of_authority(), [&](StoreReader& reader) {
            found = reader.session(hash_of_token(token));
        });
        return found;
    }
    void keep(const StoredSession& session) {
        write([&](StoreWriter& writer) { writer.put_session(session); });
    }
    void sign_out() {
        write([](StoreWriter& writer) { writer.remove_session(hash_of_token(token)); });
    }
    // The rest of the request: it was identified when this was made.
    Answer go_on(Answer (*answer)(const Call&), const std::string& body = {}) {
        request_.body = body;
        return answer({.request = request_, .services = services_, .who = &who_.value(), .id = {}});
    }

private:
    void write(const std::function<void(StoreWriter&)>& change) {
        const Outcome outcome =
            store_.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
                change(writer);
                return Done{};
            });
        REQUIRE(outcome.ok());
    }

    SmallWorld world_ = small_world();
    MemoryStore store_{Epoch{1, {}}};
    StaticSite site_;
    Log log_{LogLevel::quiet};
    Passwords passwords_{quick_options().hash_cost};
    SyncService sync_{
        store_,
        {.program = {},
         .suffixes = {},
         .secret = Bytes(32, 1),
         .changed = {},
         .schema_min = 1,
         .faults = {}}};
    BadgeKey badge_key_{Bytes(32, 1)};
    Services services_{
        .store = store_,
        .sync = sync_,
        .site = site_,
        .log = log_,
        .passwords = passwords_,
        .programs = {},
        .grants = {},
        .sign_in = SignInLimits(SignInRates{}),
        .pokes = PokeHub(4),
        .badge_key = badge_key_,
        .origins = {},
        .secure = false,
        .ready = {}};
    std::string head_;
    Request request_;
    Result<SignedIn> who_ = ProblemCode::person_must_be_signed_in;
};

std::string look_at(PersonId person) {
    return "{\"person\":\"" + text_from_id(person.bytes) + "\",\"reason\":\"a question by phone\"}";
}

}  // namespace

TEST_CASE("session: noting its use does not bring back one that has ended meanwhile") {
    SlowRequest request;
    request.sign_out();
    CHECK(request.go_on(answer_session).status == 200);
    CHECK_FALSE(request.session());
}

TEST_CASE("session: noting its use does not undo a look that has begun meanwhile") {
    SlowRequest request;
    StoredSession looking = *request.session();
    looking.seen_as = request.world().alder.seller;
    looking.preview_until = now + preview_ms;
    request.keep(looking);
    CHECK(request.go_on(answer_session).status == 200);
    REQUIRE(request.session());
    CHECK(request.session()->seen_as == request.world().alder.seller);
    CHECK(request.session()->used_at == now);
}

TEST_CASE("preview: a session that has ended meanwhile begins no look, and ends none") {
    SlowRequest request;
    request.sign_out();
    const Answer began = request.go_on(answer_begin_preview, look_at(request.world().alder.seller));
    CHECK(began.status == 401);
    CHECK(request.go_on(answer_end_preview).status == 401);
    CHECK_FALSE(request.session());
}
