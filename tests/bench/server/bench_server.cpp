// Measures a server that runs already: ours or the peer, with requests that mean the same.
//
//   bench_server prepare FOLDER
//       makes a database of 10,000 deals; prints a token and an id
//   bench_server run TARGET SCENARIO PORT TOKEN ID SECONDS [PER_SECOND]
//       TARGET: entente, peer. SCENARIO: get, pull, push. Prints one JSON object.
#include "core/domain/program/seed.h"
#include "server-stub/app/embedded.h"
#include "server-stub/http/clock.h"
#include "server-stub/session/signed_in.h"
#include "server-stub/sqlite/sqlite_store.h"
#include "tests/bench/server/load.h"
#include "tests/server/support/pushing.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace entente;

namespace {

constexpr std::uint64_t deals = 10'000;
constexpr std::uint64_t certificates = 100;
constexpr std::size_t connections = 64;
constexpr std::int64_t page_rows = 50;
const IdBytes root{7};

Record record_of(const IdBytes& id, RecordBody body) {
    return {
        .id = id,
        .version = 1,
        .created_at = {1},
        .changed_at = {1},
        .changed_by = {},
        .body = std::move(body)};
}

// What the peer's deals hold as well.
DealForm form_of(std::uint64_t number) {
    DealForm form;
    form.title = "Network renewal " + std::to_string(number);
    form.objective = std::string(120, 'o');
    form.customer.legal_name = "Customer " + std::to_string(number);
    form.customer.domain = "c.example";
    form.customer.country = "US";
    form.customer.sector = "technology";
    form.contact.name = "A contact";
    form.contact.email = "contact@c.example";
    form.notes = std::string(60, 'n');
    return form;
}

Record deal_record(std::uint64_t number, PartnerId partner, PersonId owner) {
    const DealForm form = form_of(number);
    Deal deal;
    deal.partner = partner;
    deal.owner = owner;
    deal.title = form.title;
    deal.objective = form.objective;
    deal.customer = form.customer;
    deal.contact = form.contact;
    deal.notes = form.notes;
    deal.review = Review::submitted;
    return record_of(derived_id(root, "deal", number), deal);
}

int prepare(const std::string& folder) {
    sqlite::SqliteStore store({.path = folder + "/bench.db"});
    const auto loaded = load_program(server::embedded_program_json());
    if (!loaded.ok()) return 1;
    const PartnerId partner{derived_id(root, "partner", 0)};
    const PersonId person{derived_id(root, "person", 0)};
    const std::string token = server::new_token();
    const Moment now = server::wall_clock_now();
    const Outcome filled = store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        writer.put(record_of(derived_id(root, "program", 0), loaded.value().program));
        Partner partner_body;
        partner_body.name = "Alder";
        writer.put(record_of(partner.bytes, partner_body));
        Person seller;
        seller.name = "A seller";
        seller.partner = partner;
        seller.role = "seller";
        writer.put(record_of(person.bytes, seller));
        // As many as a large partner has: each is read for who may do what.
        for (std::uint64_t i = 0; i < certificates; i++) {
            Certificate foundation;
            foundation.partner = partner;
            foundation.person = {derived_id(root, "learner", i)};
            foundation.level = "foundation";
            foundation.awarded_on = date_of(now);
            foundation.expires_on = foundation.awarded_on + Days{365};
            writer.put(record_of(derived_id(root, "certificate", i), foundation));
        }
        for (std::uint64_t i = 0; i < deals; i++) writer.put(deal_record(i, partner, person));
        writer.put_session(
            {.token_hash = server::hash_of_token(token),
             .person = person,
             .created_at = now,
             .used_at = now,
             .expires_at = now + server::session_ms,
             .device = {},
             .seen_as = {},
             .preview_until = {},
             .preview_reason = {}}
        );
        return Done{};
    });
    if (!filled.ok()) return 1;
    const std::string id = text_from_id(derived_id(root, "deal", deals / 2));
    std::printf("{\"token\":\"%s\",\"id\":\"%s\"}\n", token.c_str(), id.c_str());
    return 0;
}

struct Target {
    bool peer = false;
    std::uint16_t port = 0;
    std::string token;
    std::string id;
};

IdBytes random_root() {
    const auto now = static_cast<std::uint64_t>(server::wall_clock_now().ms);
    return derived_id(root, "run", now * 1'000 + static_cast<std::uint64_t>(std::rand() % 1'000));
}

bench::NextRequest gets(const Target& target) {
    const std::string path =
        target.peer ? "/api/v1/deals/" + std::to_string(deals / 2) : "/api/v1/deals/" + target.id;
    const std::string bytes =
        test::bytes_of({.path = path, .token = target.token}, target.port, true);
    return [bytes](std::size_t) { return bytes; };
}

// The cookie from before the last 50 changes: each pull brings exactly those.
bench::NextRequest pulls(const Target& target) {
    if (target.peer) {
        const std::string bytes =
            test::bytes_of({.path = "/api/v1/pull", .token = target.token}, target.port, true);
        return [bytes](std::size_t) { return bytes; };
    }
    test::Device device(target.port, target.token, {random_root()});
    Bytes cookie;
    for (bool more = true; more;) {
        const auto page = device.pull(cookie);
        if (!page) std::exit(1);
        cookie = page->back().cookie;
        more = page->back().more;
    }
    std::vector<PushedCommand> commands;
    for (std::int64_t i = 0; i < page_rows; i++) commands.push_back(device.next_draft(form_of(0)));
    if (!device.push(commands)) std::exit(1);
    PullRequest request;
    request.client = device.client();
    request.cookie = cookie;
    const Bytes body = encode_pull(request);
    const std::string bytes = test::bytes_of(
        {.method = "POST",
         .path = std::string{pull_route},
         .token = target.token,
         .type = std::string{cbor_type},
         .body = std::string{text_from_bytes(body)}},
        target.port,
        true
    );
    return [bytes](std::size_t) { return bytes; };
}

// Each connection is a client of its own, which counts its commands; the form is the same.
bench::NextRequest pushes_to_peer(const Target& target) {
    auto counts = std::make_shared<std::vector<std::int64_t>>(connections);
    const std::string run = text_from_id(random_root());
    return [counts, run, target](std::size_t connection) {
        const std::string id = std::to_string(++(*counts)[connection]);
        const std::string body =
            R"({"client":")" + run + std::to_string(connection) + R"(","command":)" + id +
            R"(,"form":{"title":"Draft )" + id + R"(","objective":")" + std::string(120, 'o') +
            R"(","customer":{"legal_name":"Customer 0","domain":"c.example","country":"US",)" +
            R"("sector":"technology"},"contact":{"name":"A contact",)" +
            R"("email":"contact@c.example"},"notes":")" + std::string(60, 'n') + R"("}})";
        const test::Ask ask{
            .method = "POST",
            .path = "/api/v1/push",
            .token = target.token,
            .type = "application/json",
            .body = body};
        return test::bytes_of(ask, target.port, true);
    };
}

bench::NextRequest pushes(const Target& target) {
    auto devices = std::make_shared<std::vector<test::Device>>();
    const IdBytes run = random_root();
    for (std::size_t i = 0; i < connections; i++) {
        devices->emplace_back(target.port, target.token, ClientId{derived_id(run, "client", i)});
    }
    return [devices, port = target.port](std::size_t connection) {
        test::Device& device = (*devices)[connection];
        return test::bytes_of(device.push_ask({device.next_draft(form_of(0))}), port, true);
    };
}

int run(const std::string& scenario, const Target& target, bench::Load load) {
    load.port = target.port;
    load.connections = connections;
    const bench::NextRequest next = scenario == "get"    ? gets(target)
                                    : scenario == "pull" ? pulls(target)
                                    : target.peer        ? pushes_to_peer(target)
                                                         : pushes(target);
    const bench::LoadResult result = bench::run_load(load, next);
    std::printf(
        "{\"per_second\":%.0f,\"p50_us\":%u,\"p99_us\":%u,\"refused\":%lld,\"bytes\":%.0f}\n",
        result.per_second(),
        result.percentile(0.5),
        result.percentile(0.99),
        static_cast<long long>(result.refused),
        static_cast<double>(result.bytes) /
            static_cast<double>(std::max<std::int64_t>(result.answers, 1))
    );
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.size() == 2 && words[0] == "prepare") return prepare(words[1]);
    if (words.size() < 7 || words[0] != "run") {
        std::fprintf(stderr, "see the head of bench_server.cpp\n");
        return 2;
    }
    const Target target{
        .peer = words[1] == "peer",
        .port = static_cast<std::uint16_t>(std::atoi(words[3].c_str())),
        .token = words[4],
        .id = words[5]};
    bench::Load load{.seconds = std::atof(words[6].c_str())};
    if (words.size() > 7) load.per_second = std::atof(words[7].c_str());
    return run(words[2], target, load);
}
