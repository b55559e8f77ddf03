#include "core/base/format/field_bounds.h"

#include "core/base/text/bounds.h"

namespace entente {

void FieldMeasure::text(std::string_view name, std::string& value) {
    step();
    // A character has one byte at least.
    if (value.size() <= field_text_max) return;
    note(text_is_short_enough(value, path_.to(name), field_text_max));
}

void FieldMeasure::bytes(std::string_view name, Bytes& value) {
    step();
    if (value.size() <= field_bytes_max) return;
    note(Problem{
        ProblemCode::bytes_must_be_small_enough, path_.to(name), std::to_string(field_bytes_max)});
}

bool FieldMeasure::begin_group(std::string_view name) {
    enter(name, false);
    return true;
}

std::size_t FieldMeasure::begin_list(std::string_view name, std::size_t size) {
    enter(name, true);
    if (size > field_entries_max) {
        note(list_is_short_enough(size, path_.to({}), field_entries_max));
    }
    return size;
}

// One more element, where a list is around.
void FieldMeasure::step() {
    if (!lists_.empty() && lists_.back()) path_.next_element();
}

void FieldMeasure::enter(std::string_view name, bool list) {
    step();
    path_.enter(name);
    lists_.push_back(list);
}

void FieldMeasure::leave() {
    path_.leave();
    lists_.pop_back();
}

void FieldMeasure::note(Outcome outcome) {
    if (outcome_.ok()) outcome_ = std::move(outcome);
}

}  // namespace entente
