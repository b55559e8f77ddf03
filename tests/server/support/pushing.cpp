#include "tests/server/support/pushing.h"

namespace entente::test {

Device::Device(std::uint16_t port, std::string token, ClientId client)
    : port_(port), token_(std::move(token)), client_(client), last_hash_(chain_start(client)) {}

DealId Device::deal_of(ClientId client, std::int64_t id) {
    return {derived_id(client.bytes, "deal", static_cast<std::uint64_t>(id))};
}

PushedCommand Device::next_draft(DealForm form) {
    const std::int64_t id = last_id_ + 1;
    form.title = "Draft " + std::to_string(id);
    return next(KeepDraft{.deal = deal_of(client_, id), .form = std::move(form)});
}

PushedCommand Device::next(const Command& command) {
    PushedCommand pushed;
    pushed.id = ++last_id_;
    pushed.name = std::string{command_name(command)};
    pushed.version = command_version(command);
    pushed.args = args_from_command(command);
    pushed.hash = chain_hash(pushed, last_hash_);
    last_hash_ = pushed.hash;
    return pushed;
}

Ask Device::push_ask(const std::vector<PushedCommand>& commands) const {
    PushRequest request;
    request.client = client_;
    request.app_version = "test";
    request.commands = commands;
    const Bytes body = encode_push(request);
    return {
        .method = "POST",
        .path = std::string{push_route},
        .token = token_,
        .type = std::string{cbor_type},
        .body = std::string{text_from_bytes(body)}};
}

std::optional<PushAnswer> Device::push(const std::vector<PushedCommand>& commands) const {
    const WireAnswer answer = answer_to(port_, push_ask(commands));
    if (answer.field("content-type") != cbor_type) return std::nullopt;
    const auto said = decode_push_answer(bytes_from_text(answer.body));
    if (!said.ok()) return std::nullopt;
    return said.value();
}

std::optional<std::vector<PullItem>> Device::pull(const Bytes& cookie) const {
    PullRequest request;
    request.client = client_;
    request.cookie = cookie;
    const Bytes body = encode_pull(request);
    const WireAnswer answer = answer_to(
        port_,
        {.method = "POST",
         .path = std::string{pull_route},
         .token = token_,
         .type = std::string{cbor_type},
         .body = std::string{text_from_bytes(body)}}
    );
    const auto items = decode_pull_page(bytes_from_text(answer.body));
    if (answer.status != 200 || !items.ok()) return std::nullopt;
    return items.value();
}

}  // namespace entente::test
