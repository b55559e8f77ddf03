// Finds the route of a request, and lets through only what the route's row in the table allows.
//
// The order is fixed: known path, method, our own page, content type, signed in, not in a preview,
// permission. A route is never called before all of it holds.
#pragma once

#include "server-stub/routes/route.h"
#include "server-stub/routes/worker_pool.h"

namespace entente::server {

class Router final : public RequestHandler {
public:
    explicit Router(Services& services);

    std::optional<Answer> refuse(const Request& request) override;
    std::size_t body_bytes_max(const Request& request) const override;
    Reply handle(const Request& request) override;

private:
    struct Match {
        const Route* route = nullptr;
        std::string_view id;
        bool path_known = false;
    };
    static Match match(const Request& request);
    Answer unrouted(const Match& match, const Request& request) const;
    Answer answer(const Match& match, const Request& request) const;
    Answer call(const Match& match, const Request& request) const;
    Result<SignedIn> identify(const Route& route, const Request& request) const;

    Services& services_;
    WorkerPool hashers_;
    WorkerPool workers_;
};

}  // namespace entente::server
