#include "web/contract.h"

namespace entente::web {

namespace {

constexpr std::size_t length_bytes = 4;

}  // namespace

FieldWriter& FieldWriter::add(ByteView bytes) {
    const auto length = static_cast<std::uint32_t>(bytes.size());
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes_.push_back(static_cast<std::uint8_t>(length >> shift));
    }
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
}

ByteView FieldReader::next() {
    if (bytes_.size() < length_bytes) {
        bytes_ = {};
        return {};
    }
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        length |= static_cast<std::size_t>(bytes_[i]) << (8 * i);
    }
    bytes_ = bytes_.subspan(length_bytes);
    if (length > bytes_.size()) {
        bytes_ = {};
        return {};
    }
    const ByteView field = bytes_.first(length);
    bytes_ = bytes_.subspan(length);
    return field;
}

}  // namespace entente::web
