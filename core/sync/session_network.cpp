// The session's talk with the server: one request at a time, and what each answer means.
#include "core/sync/session.h"

#include <algorithm>
#include <utility>

namespace entente {

static constexpr std::int64_t back_off_first_ms = 1'000;
static constexpr std::int64_t back_off_ms_max = 60'000;
static constexpr std::int64_t pull_every_ms = 60'000;
static constexpr std::int64_t push_timeout_ms = 30'000;
static constexpr std::int64_t pull_timeout_ms = 60'000;
static constexpr std::int64_t grace_ms = 5'000;  // The host gives up first.
static constexpr std::int64_t jump_ms = std::int64_t{10} * 60'000;
static constexpr std::int64_t backup_age_ms_max = 30 * ms_per_day;
static constexpr std::int64_t checksums_every = 16;

static bool is_ours(const input::Answered& answer, std::string_view type) {
    const std::string_view given = answer.content_type;
    return given.substr(0, given.find(';')) == type;
}

void Session::answered(const input::Answered& answer) {
    if (!request_ || request_->number != answer.request) {
        // An answer to a request that was given up: what it says may be older than what is known.
        if (faults_.take_late_answers && is_ours(answer, cbor_sequence_type)) pull_answered(answer);
        return;
    }
    const RequestKind kind = request_->kind;
    request_.reset();
    changed_ = true;
    for (OutboxEntry& entry : outbox_.entries()) entry.sent = false;
    states_.reset();
    if (kind == RequestKind::push) {
        push_answered(answer);
    } else {
        pull_answered(answer);
    }
}

void Session::push_answered(const input::Answered& answer) {
    // A captive portal answers 200 with a page of its own.
    if (!is_ours(answer, cbor_type)) return failed(answer.retry_after_ms);
    const auto decoded = decode_push_answer(answer.body);
    if (!decoded.ok()) return failed(answer.retry_after_ms);
    const PushAnswer& said = decoded.value();
    if (said.problem || answer.status != 200) {
        return refused(said, answer.status, answer.retry_after_ms);
    }
    if (outbox_.epoch() != said.epoch) enter_epoch(said.epoch);
    take_results(said.results, said.time_token);
    if (forked_) {
        become_new_client();
        return succeeded();
    }
    const std::int64_t before = std::exchange(server_last_id_, known_to_server(said.last_id));
    const bool progress = server_last_id_ > before;
    batch_max_ = push_commands_max;
    prune(said.durable_id);
    if (!progress) return failed(answer.retry_after_ms);
    succeeded();
    next_push_ = now_;
    next_pull_ = now_;
}

void Session::refused(const PushAnswer& said, int status, std::int64_t retry_after_ms) {
    const ProblemCode code =
        said.problem ? problem_from_wire(*said.problem).code : ProblemCode::server_must_not_fail;
    if (code == ProblemCode::epoch_must_be_current) {
        enter_epoch(said.epoch);
        return succeeded();
    }
    if (code == ProblemCode::client_must_not_be_forked) {
        take_results(said.results, said.time_token);
        become_new_client();
        return succeeded();
    }
    if (code == ProblemCode::command_must_follow_the_last) {
        server_last_id_ = said.last_id;
        if (outbox_.find(said.last_id + 1) == nullptr) {
            // What would come next was in a file that is lost: the chain cannot be continued. What
            // the server has of it is asked first.
            const std::int64_t answered = outbox_.answered();
            if (answered < said.last_id) {
                server_last_id_ = answered;
            } else {
                become_new_client();
            }
        }
        return succeeded();
    }
    // Somebody else in this browser is not who this work is by.
    const bool theirs = code == ProblemCode::record_must_be_yours;
    if (theirs || code == ProblemCode::person_must_be_signed_in) signed_out_ = true;
    if (code == ProblemCode::account_must_be_enabled) disabled_ = true;
    if (code == ProblemCode::version_must_be_supported) update_needed_ = true;
    if (status == 413) batch_max_ = std::max<std::size_t>(batch_max_ / 2, 1);
    failed(retry_after_ms);
    if (signed_out_ || disabled_ || update_needed_) next_attempt_ = now_ + back_off_ms_max;
}

void Session::take_results(const std::vector<CommandResult>& results, const Bytes& token) {
    if (!token.empty()) time_token_ = token;
    const Moment server_time = moment_of_token(time_token_);
    bool refused_any = false;
    for (const CommandResult& result : results) {
        const OutboxEntry* entry = outbox_.find(result.id);
        if (entry == nullptr || entry->result) continue;
        if (result.hash != entry->pushed.hash) {
            // The answer to somebody else's command under our number: our profile was copied.
            forked_ = true;
            break;
        }
        LogRecord record;
        record.type = LogType::result;
        record.result = result;
        record.at = server_time;
        log(std::move(record));
        if (!result.accepted()) refused_any = true;
        if (!result.accepted() && faults_.drop_refused) {
            LogRecord dropped;
            dropped.type = LogType::settled;
            dropped.id = result.id;
            log(std::move(dropped));
        }
    }
    // Accepted work stays on the screen as it is until the base holds it.
    if (refused_any) replay();
}

// The server's database was restored: everything is asked for again. What that database knows it
// answers from memory, and not always as before: another tab may have sent it there first.
void Session::enter_epoch(const Epoch& epoch) {
    LogRecord record;
    record.type = LogType::epoch;
    record.epoch = epoch;
    record.id = faults_.ignore_last_id_on_new_epoch ? outbox_.last_id() : 0;
    log(std::move(record));
    server_last_id_ = outbox_.answered();
    next_push_ = next_pull_ = now_;
    replay();
}

// How far the server has our commands and we its answers: pushes go on from there.
std::int64_t Session::known_to_server(std::int64_t last_id) const {
    return std::min(last_id, outbox_.answered());
}

// Found from the first command that is asked for again: a copy of this profile that asks for the
// same is then taken at its word once, and not twice.
ClientId Session::next_client() {
    const auto& entries = outbox_.entries();
    const auto again = [](const OutboxEntry& entry) {
        return !entry.result && !entry.pushed.abandoned;
    };
    const auto first = std::find_if(entries.begin(), entries.end(), again);
    ClientId client;
    if (first != entries.end()) {
        const std::string after = "client after " + hex_from_bytes(first->pushed.hash);
        client.bytes = derived_id(outbox_.client().bytes, after, 0);
    } else {
        for (std::uint8_t& byte : client.bytes) byte = static_cast<std::uint8_t>(random(256));
    }
    return client;
}

// Another profile goes on under our identity, or our own chain has a hole: what the server has not
// taken is asked for again as somebody new.
void Session::become_new_client() {
    forked_ = false;
    LogRecord record;
    record.type = LogType::client;
    record.client = next_client();
    record.hash = chain_start(record.client);
    record.epoch = outbox_.epoch();
    log(std::move(record));
    identity_unsaved_ = true;
    server_last_id_ = 0;
    base_.forget_last_id();
    next_push_ = next_pull_ = now_;
    replay();
}

void Session::prune(std::int64_t durable_id) {
    const Moment server_time = moment_of_token(time_token_);
    const Moment before{std::max<std::int64_t>(server_time.ms - backup_age_ms_max, 0)};
    if (base_.epoch() != outbox_.epoch()) return;
    if (faults_.prune_on_acknowledgement) durable_id = outbox_.last_id();
    const std::int64_t upto = outbox_.prunable(durable_id, base_.last_id(), before);
    if (upto == 0) return;
    LogRecord record;
    record.type = LogType::durable;
    record.id = upto;
    log(std::move(record));
}

void Session::pull_answered(const input::Answered& answer) {
    if (!is_ours(answer, cbor_sequence_type)) {
        const auto decoded = decode_push_answer(answer.body);
        const bool ours = is_ours(answer, cbor_type) && decoded.ok();
        if (!ours) return failed(answer.retry_after_ms);
        if (answer.status == 426) {
            // Only what comes down needs a newer app; what goes up is always taken.
            update_needed_ = true;
            next_pull_ = now_ + 10 * pull_every_ms;
            return;
        }
        return refused(decoded.value(), answer.status, answer.retry_after_ms);
    }
    auto page = answer.status == 200 ? read_page(answer.body)
                                     : Result<ReadPage>(ProblemCode::bytes_must_parse);
    if (!page.ok()) return failed(answer.retry_after_ms);
    const Epoch epoch = page.value().head().epoch;
    if (epoch.number < outbox_.epoch().number) return failed(0);  // A server that lags behind.
    const PullItem end = page.value().end();
    std::vector<CommandResult> results;
    for (const PullItem& item : page.value().items) {
        if (item.type == PullItemType::result) results.push_back(*item.result);
    }
    if (!base_unsaved_) unsaved_pages_.push_back(answer.body);
    bool moved_base = base_.stage(std::move(page).value());
    if (faults_.apply_before_end && !moved_base) {
        base_.apply_staged();
        moved_base = true;
    }
    succeeded();
    if (outbox_.epoch() != epoch) enter_epoch(epoch);
    take_results(results, end.time_token);
    if (!moved_base) {
        next_pull_ = now_;  // There is more.
        return;
    }
    pull_ended(end);
    if (forked_) return become_new_client();
    replay();
}

void Session::pull_ended(const PullItem& end) {
    server_last_id_ = std::max(server_last_id_, known_to_server(end.last_id));
    synced_at_ = now_;
    next_pull_ = now_ + pull_every_ms;
    refetch_.clear();
    prune(end.durable_id);
    if (end.sums.empty()) return;
    const std::vector<BucketSum> ours = base_.sums();
    for (const BucketSum& sum : end.sums) {
        if (std::find(ours.begin(), ours.end(), sum) != ours.end()) continue;
        refetch_.push_back(sum.bucket);
        next_pull_ = now_;
    }
}

void Session::failed(std::int64_t retry_after_ms) {
    if (request_) given_up_.push_back(request_->number);
    request_.reset();
    for (OutboxEntry& entry : outbox_.entries()) entry.sent = false;
    states_.reset();
    const int shift = std::min(failures_, 6);
    const std::int64_t ceiling = std::min(back_off_first_ms << shift, back_off_ms_max);
    const auto delay = static_cast<std::int64_t>(random(static_cast<std::uint64_t>(ceiling)));
    failures_++;
    next_attempt_ = now_ + std::max(delay, std::min(retry_after_ms, jump_ms / 2));
    changed_ = true;
}

void Session::succeeded() {
    failures_ = 0;
    offline_ = false;
    signed_out_ = false;
    disabled_ = false;
    next_attempt_ = now_;
}

// A clock that was set back must not make us wait for years.
void Session::mind_the_clock() {
    for (Moment* at : {&next_attempt_, &next_pull_, &next_push_, &commit_retry_at_, &rewrite_at_}) {
        if (*at - now_ > 2 * jump_ms) *at = now_;
    }
    if (request_ && request_->deadline - now_ > jump_ms) {
        request_->deadline = now_ + pull_timeout_ms;
    }
}

void Session::pump_network(Effects& effects) {
    mind_the_clock();
    if (request_ && now_ >= request_->deadline) failed(0);
    const bool may_talk = !fenced_ && (!disabled_ || hand_over_ || now_ >= next_attempt_);
    if (!request_ && may_talk && now_ >= next_attempt_) {
        if (!send_push(effects) && now_ >= next_pull_) send_pull(effects);
    }
    Moment wake = request_ ? request_->deadline : std::max(next_attempt_, next_pull_);
    if (commit_ && commit_->waiting) wake = std::min(wake, commit_retry_at_);
    if (!fenced_) effects.wake_at = std::max(wake, now_ + 1);
}

bool Session::send_push(Effects& effects) {
    if (identity_.preview || newer_files_) return false;
    // When the device cannot keep it, better the server has it than nobody. Not under an identity
    // that is not kept either: after a restart the old one would ask for the same again.
    const bool saved_only = !not_saved_ || identity_unsaved_;
    PushRequest request;
    request.commands = outbox_.batch(server_last_id_, batch_max_, saved_only);
    if (request.commands.empty()) return false;
    request.epoch = outbox_.epoch();
    request.person = identity_.actor.person;
    request.client = outbox_.client();
    request.app_version = identity_.app_version;
    request.ack_results_upto = outbox_.acknowledged();
    request.hand_over = hand_over_;
    for (const PushedCommand& command : request.commands) outbox_.find(command.id)->sent = true;
    states_.reset();
    send(RequestKind::push, encode_push(request), effects);
    return true;
}

void Session::send_pull(Effects& effects) {
    PullRequest request;
    request.epoch = outbox_.epoch();
    request.person = identity_.actor.person;
    request.client = outbox_.client();
    request.ack_results_upto = outbox_.acknowledged();
    request.cookie = base_.cookie();
    request.checksums = pulls_++ % checksums_every == 1;
    request.refetch = refetch_;
    send(RequestKind::pull, encode_pull(request), effects);
}

void Session::send(RequestKind kind, Bytes body, Effects& effects) {
    const bool push = kind == RequestKind::push;
    const std::int64_t timeout = push ? push_timeout_ms : pull_timeout_ms;
    request_ = Request{++requests_, kind, now_ + timeout + grace_ms};
    effects.sends.push_back(
        {requests_, push ? push_route : pull_route, cbor_type, std::move(body), timeout}
    );
    changed_ = true;
}

}  // namespace entente
