#include "ui/kit/semantics.h"

#include <algorithm>
#include <cstring>

namespace entente::ui {

namespace {

constexpr std::size_t block_bytes = std::size_t{64} * 1024;
constexpr std::uint64_t fnv_offset = 14695981039346656037ULL;
constexpr std::uint64_t fnv_prime = 1099511628211ULL;
constexpr std::uint32_t magic = 0x314D4553;  // "SEM1"

void append_u32(std::vector<std::uint8_t>& out, std::uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void append_f32(std::vector<std::uint8_t>& out, float value) {
    std::uint32_t bits = 0;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&bits, &value, sizeof bits);
    append_u32(out, bits);
}

// How long the well-formed UTF-8 sequence at `at` is; 0 when it is not well-formed.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at);
    const unsigned second = byte(at + 1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return tail(at + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return tail(at + 1) && tail(at + 2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool outside = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
        return tail(at + 1) && tail(at + 2) && tail(at + 3) && !outside ? 4 : 0;
    }
    return 0;
}

// Appends `text`, each malformed byte as "?", and returns its length in UTF-16 units: the page
// decodes all strings at once and cuts them by these lengths.
std::uint32_t append_text(std::vector<std::uint8_t>& out, std::string_view text) {
    std::uint32_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) {
            out.push_back('?');
            at += 1;
            units += 1;
            continue;
        }
        for (std::size_t i = 0; i < length; ++i) {
            out.push_back(static_cast<std::uint8_t>(text[at + i]));
        }
        at += length;
        units += length == 4 ? 2 : 1;
    }
    return units;
}

void append_node(
    std::vector<std::uint8_t>& out, const SemanticNode& node, std::vector<std::uint8_t>& strings
) {
    append_u32(out, node.id);
    out.push_back(static_cast<std::uint8_t>(node.role));
    out.push_back(node.depth);
    out.push_back(static_cast<std::uint8_t>(node.input_mode));
    out.push_back(0);
    append_u32(out, node.state);
    for (const float value : {node.rect.x, node.rect.y, node.rect.width, node.rect.height}) {
        append_f32(out, value);
    }
    append_u32(out, static_cast<std::uint32_t>(node.count));
    append_u32(out, static_cast<std::uint32_t>(node.position));
    for (const float value : {node.font_size, node.text_inset, node.baseline}) {
        append_f32(out, value);
    }
    for (const std::string_view text : {node.name, node.value, node.description, node.href}) {
        append_u32(out, append_text(strings, text));
    }
}

}  // namespace

void Semantics::begin_frame() {
    nodes_.clear();
    for (auto& block : blocks_) block.clear();
    block_ = 0;
    hash_ = fnv_offset;
    depth_ = 0;
}

void Semantics::add(const SemanticNode& node) {
    SemanticNode kept = node;
    kept.depth = depth_;
    kept.name = keep(node.name);
    kept.value = keep(node.value);
    kept.description = keep(node.description);
    kept.href = keep(node.href);
    const std::uint32_t numbers[] = {
        kept.id,
        static_cast<std::uint32_t>(kept.role),
        kept.depth,
        static_cast<std::uint32_t>(kept.input_mode),
        kept.state,
        static_cast<std::uint32_t>(kept.count),
        static_cast<std::uint32_t>(kept.position)};
    const float sizes[] = {
        kept.rect.x,
        kept.rect.y,
        kept.rect.width,
        kept.rect.height,
        kept.font_size,
        kept.text_inset,
        kept.baseline};
    mix(numbers, sizeof numbers);
    mix(sizes, sizeof sizes);
    for (const std::string_view text : {kept.name, kept.value, kept.description, kept.href}) {
        const std::size_t length = text.size();
        mix(&length, sizeof length);
        mix(text.data(), length);
    }
    nodes_.push_back(kept);
}

void Semantics::open(SemanticNode region) {
    add(region);
    depth_ += 1;
}

void Semantics::close() {
    if (depth_ > 0) depth_ -= 1;
}

const std::vector<std::uint8_t>& Semantics::encoded() {
    encoded_.clear();
    append_u32(encoded_, magic);
    append_u32(encoded_, static_cast<std::uint32_t>(nodes_.size()));
    std::vector<std::uint8_t> strings;
    for (const SemanticNode& node : nodes_) append_node(encoded_, node, strings);
    append_u32(encoded_, static_cast<std::uint32_t>(strings.size()));
    encoded_.insert(encoded_.end(), strings.begin(), strings.end());
    return encoded_;
}

std::string_view Semantics::keep(std::string_view text) {
    if (text.empty()) return {};
    while (block_ < blocks_.size() &&
           blocks_[block_].capacity() - blocks_[block_].size() < text.size()) {
        block_ += 1;
    }
    if (block_ == blocks_.size()) {
        blocks_.emplace_back().reserve(std::max(block_bytes, text.size()));
    }
    auto& block = blocks_[block_];
    const std::size_t start = block.size();
    block.insert(block.end(), text.begin(), text.end());
    return {block.data() + start, text.size()};
}

void Semantics::mix(const void* bytes, std::size_t length) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (std::size_t i = 0; i < length; ++i) hash_ = (hash_ ^ at[i]) * fnv_prime;
}

}  // namespace entente::ui
