#include "core/base/date.h"
#include "core/base/format/cbor.h"

namespace entente {

// Whether a value is to be written; then its key has been.
bool CborFieldWriter::begin_field(std::string_view name, bool is_default) {
    const bool must_write = must_write_;
    must_write_ = false;
    if (depth_ == 0) return true;
    Level& level = levels_[depth_ - 1];
    if (level.list) return true;
    if (is_default && !must_write) return false;
    level.size++;
    writer_.text(name);
    return true;
}

CborFieldWriter::Level& CborFieldWriter::push(Level level) {
    check(depth_ < levels_.size());
    return levels_[depth_++] = level;
}

void CborFieldWriter::boolean(std::string_view name, bool& value) {
    if (begin_field(name, !value)) writer_.boolean(value);
}

void CborFieldWriter::integer(std::string_view name, std::int64_t& value) {
    if (begin_field(name, value == 0)) writer_.integer(value);
}

void CborFieldWriter::text(std::string_view name, std::string& value) {
    if (begin_field(name, value.empty())) writer_.text(value);
}

void CborFieldWriter::bytes(std::string_view name, Bytes& value) {
    if (begin_field(name, value.empty())) writer_.bytes(value);
}

void CborFieldWriter::id(std::string_view name, IdBytes& value) {
    if (begin_field(name, value == IdBytes{})) writer_.bytes(value);
}

void CborFieldWriter::date(std::string_view name, Date& value) {
    check(is_representable(value));
    if (begin_field(name, value == Date{})) writer_.integer(value.time_since_epoch().count());
}

void CborFieldWriter::moment(std::string_view name, Moment& value) {
    check(is_representable(value));
    if (begin_field(name, !value.given())) writer_.integer(value.ms);
}

void CborFieldWriter::currency(std::string_view name, Currency& value) {
    if (begin_field(name, !value.given())) writer_.text(value.text());
}

void CborFieldWriter::choice(
    std::string_view name, std::size_t& index, std::span<const std::string_view> names
) {
    check(index < names.size());
    if (begin_field(name, index == 0)) writer_.text(names[index]);
}

bool CborFieldWriter::begin_group(std::string_view name) {
    const bool kept = depth_ == 0 || levels_[depth_ - 1].list || must_write_;
    const std::size_t begin = out_.size();
    begin_field(name, false);
    push({.list = false, .kept = kept, .begin = begin, .head = out_.size()});
    writer_.begin_map(0);
    return true;
}

void CborFieldWriter::end_group() {
    check(depth_ > 0 && !levels_[depth_ - 1].list);
    const Level& level = levels_[--depth_];
    if (level.size == 0 && !level.kept) {
        out_.resize(level.begin);
        levels_[depth_ - 1].size--;
        return;
    }
    // The size of a map stands before its fields: it is known only now.
    check(level.size <= 0xFF);
    const auto size = static_cast<std::uint8_t>(level.size);
    const bool fits_lead_byte = size < 24;
    constexpr unsigned map = static_cast<unsigned>(CborKind::map) << 5;
    out_[level.head] = static_cast<std::uint8_t>(map | (fits_lead_byte ? size : 24U));
    if (fits_lead_byte) return;
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(level.head) + 1, size);
}

std::size_t CborFieldWriter::begin_list(std::string_view name, std::size_t size) {
    if (begin_field(name, size == 0)) writer_.begin_array(size);
    push({.list = true});
    return size;
}

void CborFieldWriter::end_list() {
    check(depth_ > 0 && levels_[depth_ - 1].list);
    depth_--;
}

bool CborFieldWriter::present(std::string_view /*name*/, bool is_present) {
    must_write_ = is_present;
    // Only in a list has an absent value a place of its own.
    if (!is_present && depth_ > 0 && levels_[depth_ - 1].list) writer_.null();
    return is_present;
}

}  // namespace entente
