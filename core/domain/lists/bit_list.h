// A list of bits, of which one can be put in or taken out in between: those behind it move by
// words, 64 at a time.
#pragma once

#include "core/base/check.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

class BitList {
public:
    BitList() = default;
    // All are false.
    explicit BitList(std::size_t size) : words_((size + 63) / 64), size_(size) {}

    std::size_t size() const { return size_; }
    std::size_t bytes() const { return words_.capacity() * sizeof(std::uint64_t); }
    bool operator[](std::size_t at) const { return (words_[at / 64] & bit(at)) != 0; }
    void set(std::size_t at, bool value) {
        std::uint64_t& word = words_[at / 64];
        word = value ? word | bit(at) : word & ~bit(at);
    }

    // A false one at that place.
    void insert(std::size_t at) {
        check(at <= size_);
        if (size_++ % 64 == 0) words_.push_back(0);
        const std::size_t first = at / 64;
        for (std::size_t i = words_.size() - 1; i > first; i--) {
            words_[i] = words_[i] << 1U | words_[i - 1] >> 63U;
        }
        const std::uint64_t before = words_[first] & (bit(at) - 1);
        words_[first] = (words_[first] - before) << 1U | before;
    }

    void erase(std::size_t at) {
        check(at < size_);
        const std::size_t first = at / 64;
        const std::uint64_t before = words_[first] & (bit(at) - 1);
        words_[first] = (words_[first] >> 1U & ~(bit(at) - 1)) | before;
        for (std::size_t i = first + 1; i < words_.size(); i++) {
            words_[i - 1] |= words_[i] << 63U;
            words_[i] >>= 1U;
        }
        if (--size_ % 64 == 0) words_.pop_back();
    }

private:
    static std::uint64_t bit(std::size_t at) { return std::uint64_t{1} << at % 64; }

    std::vector<std::uint64_t> words_;  // What lies behind the last bit is false.
    std::size_t size_ = 0;
};

}  // namespace entente
