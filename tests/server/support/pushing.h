// A device as the server sees it: commands with their chain, and what it is answered.
#pragma once

#include "core/domain/commands/deals.h"
#include "core/sync/protocol.h"
#include "tests/server/support/wire.h"

#include <optional>

namespace entente::test {

class Device {
public:
    Device(std::uint16_t port, std::string token, ClientId client);

    // The next command of its chain.
    PushedCommand next(const Command& command);
    // That being a draft of a deal of its own.
    PushedCommand next_draft(DealForm form = {});
    static DealId deal_of(ClientId client, std::int64_t id);

    // What the server answers; none when it did not, or not in CBOR.
    std::optional<PushAnswer> push(const std::vector<PushedCommand>& commands) const;
    std::optional<std::vector<PullItem>> pull(const Bytes& cookie = {}) const;
    // The same push as bytes, for connections that stay open.
    Ask push_ask(const std::vector<PushedCommand>& commands) const;

    ClientId client() const { return client_; }
    std::int64_t last_id() const { return last_id_; }

private:
    std::uint16_t port_;
    std::string token_;
    ClientId client_;
    std::int64_t last_id_ = 0;
    Bytes last_hash_;
};

}  // namespace entente::test
