#include "core/domain/review/change_set.h"

namespace entente {

Record ChangeSet::edited(const Record& record, By by) const {
    Record copy = record;
    copy.version++;
    copy.changed_at = context_.now;
    copy.changed_by = by == By::actor ? context_.actor.person : PersonId{};
    return copy;
}

Record ChangeSet::created(const IdBytes& id, RecordBody body) const {
    return {
        .id = id,
        .version = 1,
        .created_at = context_.now,
        .changed_at = context_.now,
        .changed_by = context_.actor.person,
        .body = std::move(body)};
}

void ChangeSet::tell(const Record& deal, Told told, By by) {
    const auto& subject = body_of<Deal>(deal);
    HistoryLine line{
        .partner = subject.partner,
        .subject = deal.id,
        .owner = subject.owner,
        .person = {},
        .person_name = {},
        .at = context_.now,
        .event = std::string(told.event),
        .from = std::move(told.from),
        .to = std::move(told.to),
        .rule = std::move(told.rule),
        .text = std::move(told.text),
        .internal_text = std::move(told.internal_text)};
    if (by == By::actor && !context_.actor.system) {
        line.person = context_.actor.person;
        line.person_name = context_.actor.name;
    }
    const IdBytes id = derived_id(context_.command_seed, "history", lines_++);
    Record record = created(id, std::move(line));
    if (by == By::system) record.changed_by = {};
    put(std::move(record));
}

std::vector<Due> dues_of(const Record& record) {
    std::vector<Due> dues;
    if (record.kind() != Kind::deal) return dues;
    const auto& deal = body_of<Deal>(record);
    // A day counts to its end: what it limits falls due as the next one begins.
    if (deal.review == Review::info_requested) {
        dues.push_back({start_of(deal.question.due_on + Days{1}), CloseUnanswered{{record.id}}});
    }
    if (deal.review == Review::approved && deal.protection == Protection::active) {
        dues.push_back({start_of(deal.protected_until + Days{1}), LapseProtection{{record.id}}});
    }
    return dues;
}

void ChangeSet::put(Record record) {
    for (Due& due : dues_of(record)) changes_.dues.push_back(std::move(due));
    changes_.puts.push_back(std::move(record));
}

}  // namespace entente
