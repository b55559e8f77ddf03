#include "core/base/format/cbor.h"

#include <algorithm>
#include <utility>

namespace entente {

void CborFieldReader::refuse(ProblemCode code, std::string_view name) {
    if (!problem_) problem_ = Problem{code, path_.to(name), {}};
    reader_.fail(code);
}

// A problem of the item that was just read becomes one of the field.
void CborFieldReader::settle(std::string_view name) {
    if (!reader_.ok() && !problem_) refuse(*reader_.problem(), name);
}

bool CborFieldReader::must_read_again() {
    if (problem_ || !other_order_) return false;
    check(!any_order_);
    any_order_ = true;
    other_order_ = false;
    elements_ = 0;
    path_ = {};
    reader_.return_to(start_);
    return true;
}

// Whether the input has this field; then the reader stands before its value.
bool CborFieldReader::find(std::string_view name) {
    if (stopped()) return false;
    if (path_.depth() == 0) return true;
    Level& level = levels_[path_.depth() - 1];
    if (level.absent) return false;
    if (level.list) {
        path_.next_element();
        return true;
    }
    if (any_order_) return find_in_any_order(level, name);
    if (level.left == 0 || !reader_.take_text(name)) return false;
    level.left--;
    return true;
}

bool CborFieldReader::find_in_any_order(const Level& level, std::string_view name) {
    asked_[path_.depth() - 1].push_back(name);
    std::optional<std::size_t> found;
    reader_.return_to(level.first);
    for (std::size_t i = 0; i < level.size; i++) {
        const bool matches = reader_.take_text(name);
        if (matches && found) refuse(ProblemCode::field_must_be_unique, name);
        if (matches)
            found = reader_.position();
        else
            reader_.item();
        reader_.item();
    }
    if (!reader_.ok() || !found) return false;
    reader_.return_to(*found);
    return true;
}

bool CborFieldReader::push(std::string_view name, Level level) {
    if (path_.depth() == nesting_max) {
        refuse(ProblemCode::nesting_must_be_shallow, name);
        return false;
    }
    path_.enter(name);
    if (any_order_) prepare_any_order(level);
    levels_[path_.depth() - 1] = level;
    return true;
}

void CborFieldReader::prepare_any_order(Level& level) {
    asked_.resize(path_.depth());
    asked_.back().clear();
    level.first = reader_.position();
    for (std::size_t i = 0; !level.list && i < 2 * level.size; i++) reader_.item();
    level.end = reader_.position();
    if (!level.list) reader_.return_to(level.first);
    settle({});
}

// Says which entry of the group no field had the name of.
void CborFieldReader::refuse_unasked(const Level& level) {
    const auto& asked = asked_[path_.depth() - 1];
    reader_.return_to(level.first);
    for (std::size_t i = 0; i < level.size && !problem_; i++) {
        const std::string_view name = reader_.text();
        settle({});
        if (problem_) return;
        if (std::find(asked.begin(), asked.end(), name) == asked.end()) {
            refuse(ProblemCode::field_must_be_known, name);
        }
        reader_.item();
    }
}

void CborFieldReader::boolean(std::string_view name, bool& value) {
    value = find(name) && reader_.boolean();
    settle(name);
}

void CborFieldReader::integer(std::string_view name, std::int64_t& value) {
    value = find(name) ? reader_.integer() : 0;
    settle(name);
}

void CborFieldReader::text(std::string_view name, std::string& value) {
    value = find(name) ? reader_.text() : std::string_view{};
    settle(name);
}

void CborFieldReader::bytes(std::string_view name, Bytes& value) {
    const ByteView found = find(name) ? reader_.bytes() : ByteView{};
    value.assign(found.begin(), found.end());
    settle(name);
}

void CborFieldReader::id(std::string_view name, IdBytes& value) {
    value = {};
    if (!find(name)) return;
    const ByteView found = reader_.bytes();
    settle(name);
    if (problem_) return;
    if (found.size() != value.size()) return refuse(ProblemCode::id_must_be_valid, name);
    std::copy(found.begin(), found.end(), value.begin());
}

void CborFieldReader::date(std::string_view name, Date& value) {
    std::int64_t days = 0;
    integer(name, days);
    value = {};
    if (days < day_min || days > day_max) return refuse(ProblemCode::value_must_be_in_range, name);
    value += Days{static_cast<int>(days)};
}

void CborFieldReader::moment(std::string_view name, Moment& value) {
    integer(name, value.ms);
    if (is_representable(value)) return;
    value = {};
    refuse(ProblemCode::value_must_be_in_range, name);
}

void CborFieldReader::currency(std::string_view name, Currency& value) {
    value = {};
    if (!find(name)) return;
    const std::string_view code = reader_.text();
    settle(name);
    if (problem_ || code.empty()) return;
    const Result<Currency> known = currency_from_text(code);
    if (!known.ok()) return refuse(known.problem().code, name);
    value = known.value();
}

void CborFieldReader::choice(
    std::string_view name, std::size_t& index, std::span<const std::string_view> names
) {
    index = 0;
    if (!find(name)) return;
    const std::string_view text = reader_.text();
    settle(name);
    if (problem_) return;
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        return refuse(ProblemCode::value_must_be_one_of_the_choices, name);
    }
    index = static_cast<std::size_t>(found - names.begin());
}

bool CborFieldReader::begin_group(std::string_view name) {
    if (stopped()) return false;
    if (!find(name)) {
        // Entered all the same, so that every field within gets its default.
        return !stopped() && push(name, {.absent = true});
    }
    const std::size_t size = reader_.begin_map();
    settle(name);
    return !problem_ && push(name, {.left = size, .size = size});
}

void CborFieldReader::end_group() {
    if (stopped()) return;
    const Level& level = levels_[path_.depth() - 1];
    check(!level.list);
    if (!any_order_ && level.left > 0) {
        other_order_ = true;
        return;
    }
    if (any_order_ && !level.absent) {
        refuse_unasked(level);
        reader_.return_to(level.end);
    }
    if (!problem_) path_.leave();
}

std::size_t CborFieldReader::begin_list(std::string_view name, std::size_t /*size*/) {
    if (stopped()) return 0;
    const bool found = find(name);
    if (stopped()) return 0;
    const std::size_t size = found ? reader_.begin_array() : 0;
    settle(name);
    if (problem_) return 0;
    elements_ += size;
    if (elements_ > list_elements_max) {
        refuse(ProblemCode::list_must_be_short_enough, name);
        return 0;
    }
    return push(name, {.list = true, .left = size, .size = size}) ? size : 0;
}

void CborFieldReader::end_list() {
    if (stopped()) return;
    check(levels_[path_.depth() - 1].list);
    path_.leave();
}

bool CborFieldReader::present(std::string_view name, bool /*is_present*/) {
    if (stopped()) return false;
    const std::size_t before = reader_.position();
    const Level& level = levels_[path_.depth() - 1];
    if (level.list) {
        if (!reader_.next_is_null()) return true;
        path_.next_element();
        reader_.null();
        return false;
    }
    if (level.absent) return false;
    // Looks without taking: the value itself is visited next and finds its key once more.
    const std::size_t left = level.left;
    if (!find(name)) return false;
    if (reader_.next_is_null()) {
        reader_.null();
        return false;
    }
    reader_.return_to(before);
    levels_[path_.depth() - 1].left = left;
    return true;
}

void CborFieldReader::out_of_range(std::string_view name) {
    refuse(ProblemCode::value_must_be_in_range, name);
}

}  // namespace entente
