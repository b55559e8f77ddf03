#include "core/base/format/packed.h"

#include <algorithm>

namespace entente {

static std::int64_t days_of(Date date) {
    return date.time_since_epoch().count();
}

// ---- Writing: seven bits a byte, the lowest first, and a sign in the lowest bit. ---------------

void PackedWriter::number(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) out_.push_back(static_cast<std::uint8_t>(value | 0x80U));
    out_.push_back(static_cast<std::uint8_t>(value));
}

void PackedWriter::block(const void* data, std::size_t size) {
    const auto* first = static_cast<const std::uint8_t*>(data);
    out_.insert(out_.end(), first, first + size);
}

void PackedWriter::boolean(std::string_view /*name*/, bool& value) {
    number(value ? 1U : 0U);
}
void PackedWriter::integer(std::string_view /*name*/, std::int64_t& value) {
    number((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
}
void PackedWriter::text(std::string_view /*name*/, std::string& value) {
    number(value.size());
    block(value.data(), value.size());
}
void PackedWriter::bytes(std::string_view /*name*/, Bytes& value) {
    number(value.size());
    block(value.data(), value.size());
}
void PackedWriter::id(std::string_view /*name*/, IdBytes& value) {
    const bool given = value != IdBytes{};
    number(given ? 1U : 0U);
    if (given) block(value.data(), value.size());
}
void PackedWriter::date(std::string_view name, Date& value) {
    std::int64_t days = days_of(value);
    integer(name, days);
}
void PackedWriter::moment(std::string_view name, Moment& value) {
    integer(name, value.ms);
}
void PackedWriter::currency(std::string_view /*name*/, Currency& value) {
    block(value.code.data(), value.given() ? value.code.size() : 1);
}
void PackedWriter::choice(
    std::string_view /*name*/, std::size_t& index, std::span<const std::string_view> /*names*/
) {
    number(index);
}
bool PackedWriter::begin_group(std::string_view /*name*/) {
    return true;
}
std::size_t PackedWriter::begin_list(std::string_view /*name*/, std::size_t size) {
    number(size);
    return size;
}
bool PackedWriter::present(std::string_view /*name*/, bool is_present) {
    number(is_present ? 1U : 0U);
    return is_present;
}

// ---- Reading -----------------------------------------------------------------------------------

ByteView PackedReader::block(std::size_t size) {
    check(size <= rest_.size());
    const ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
}

std::uint64_t PackedReader::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7U) {
        check(shift < 64U);
        const std::uint8_t byte = block(1).front();
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80U) return value;
    }
}

std::int64_t PackedReader::signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

void PackedReader::boolean(std::string_view /*name*/, bool& value) {
    value = number() != 0;
}
void PackedReader::integer(std::string_view /*name*/, std::int64_t& value) {
    value = signed_number();
}
void PackedReader::text(std::string_view /*name*/, std::string& value) {
    value = std::string(text_from_bytes(block(static_cast<std::size_t>(number()))));
}
void PackedReader::bytes(std::string_view /*name*/, Bytes& value) {
    const ByteView read = block(static_cast<std::size_t>(number()));
    value.assign(read.begin(), read.end());
}
void PackedReader::id(std::string_view /*name*/, IdBytes& value) {
    value = {};
    if (number() == 0) return;
    const ByteView read = block(value.size());
    std::copy(read.begin(), read.end(), value.begin());
}
void PackedReader::date(std::string_view /*name*/, Date& value) {
    value = Date{Days{static_cast<Days::rep>(signed_number())}};
}
void PackedReader::moment(std::string_view /*name*/, Moment& value) {
    value.ms = signed_number();
}
void PackedReader::currency(std::string_view /*name*/, Currency& value) {
    value = {};
    value.code[0] = static_cast<char>(block(1).front());
    if (!value.given()) return;
    const ByteView rest = block(2);
    value.code[1] = static_cast<char>(rest[0]);
    value.code[2] = static_cast<char>(rest[1]);
}
void PackedReader::choice(
    std::string_view /*name*/, std::size_t& index, std::span<const std::string_view> /*names*/
) {
    index = static_cast<std::size_t>(number());
}
bool PackedReader::begin_group(std::string_view /*name*/) {
    return true;
}
std::size_t PackedReader::begin_list(std::string_view /*name*/, std::size_t /*size*/) {
    return static_cast<std::size_t>(number());
}
bool PackedReader::present(std::string_view /*name*/, bool /*is_present*/) {
    return number() != 0;
}

}  // namespace entente
