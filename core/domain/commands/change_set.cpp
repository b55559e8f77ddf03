#include "core/domain/commands/change_set.h"

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

void ChangeSet::tell(const Record& subject, Told told, By by) {
    const Place place = place_of(subject);
    HistoryLine line{
        .partner = place.partner,
        .subject = subject.id,
        .owner = place.owner,
        .person = {},
        .person_name = {},
        .at = context_.now,
        .event = std::string(told.event),
        .from = std::move(told.from),
        .to = std::move(told.to),
        .rule = std::move(told.rule),
        .text = std::move(told.text),
        .internal_text = std::move(told.internal_text),
        .internal = told.internal,
        .draft = told.draft};
    if (by == By::actor && !context_.actor.system) {
        line.person = context_.actor.person;
        line.person_name = context_.actor.name;
    }
    const IdBytes id = derived_id(context_.command_seed, "history", lines_++);
    Record record = created(id, std::move(line));
    if (by == By::system) record.changed_by = {};
    put(std::move(record));
}

void ChangeSet::put(Record record) {
    for (Due& due : dues_of(record, context_.program)) changes_.dues.push_back(std::move(due));
    changes_.puts.push_back(std::move(record));
}

}  // namespace entente
