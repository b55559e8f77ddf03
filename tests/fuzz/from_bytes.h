// Fields from bytes: whatever they are, they are a command, so that a fuzzer spends its time in the
// rules and not in front of them. Ids and texts come mostly from a world that there is.
#pragma once

#include "core/domain/decide.h"

#include <map>

namespace entente::fuzz {

// Bytes taken from the front; zeros once there are none.
class ByteSource {
public:
    explicit ByteSource(ByteView bytes) : bytes_(bytes) {}

    bool empty() const { return bytes_.empty(); }
    std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const std::uint8_t first = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return first;
    }
    std::size_t below(std::size_t size) {
        const std::size_t high = byte();
        return size == 0 ? 0 : (high << 8 | byte()) % size;
    }

private:
    ByteView bytes_;
};

// What fields may name.
struct Pool {
    std::map<Kind, std::vector<IdBytes>> ids;
    std::vector<IdBytes> all_ids;
    std::vector<std::string> texts;
    Moment now;

    void take(const Record& record) {
        ids[record.kind()].push_back(record.id);
        all_ids.push_back(record.id);
    }
};

class FromBytes final : public FieldVisitor {
public:
    FromBytes(ByteSource& bytes, const Pool& pool, Kind subject)
        : bytes_(bytes), pool_(pool), subject_(subject) {}

    void boolean(std::string_view, bool& value) override { value = (bytes_.byte() & 1U) != 0; }
    void integer(std::string_view, std::int64_t& value) override {
        static constexpr std::int64_t edges[] = {0, 1, -1, 100, 50'000'00, INT64_MAX, INT64_MIN};
        const std::uint8_t first = bytes_.byte();
        value = first < std::size(edges) ? edges[first] : first * std::int64_t{bytes_.byte()};
    }
    void text(std::string_view, std::string& value) override {
        const std::uint8_t first = bytes_.byte();
        value.clear();
        if (first < 160 && !pool_.texts.empty()) {
            value = pool_.texts[bytes_.below(pool_.texts.size())];
        } else if (first < 250) {
            for (std::size_t i = 160; i < first; i++) value += i % 6 == 5 ? ' ' : letter();
        } else {
            value.assign(std::size_t{1'000} * (first - 249U), letter());
        }
    }
    void bytes(std::string_view, Bytes& value) override { value.assign(bytes_.byte() % 40, 7); }
    void id(std::string_view name, IdBytes& value) override {
        const std::uint8_t first = bytes_.byte();
        if (first < 64) {
            // Few, so that a later command meets what an earlier one made.
            value = derived_id({}, "new", first % 8);
        } else {
            const std::vector<IdBytes>& named = ids_for(name);
            value = named.empty() ? IdBytes{} : named[bytes_.below(named.size())];
        }
        subject_.reset();
    }
    void date(std::string_view, Date& value) override {
        value = date_of(pool_.now) + Days{(static_cast<int>(bytes_.byte()) - 100) * 3};
    }
    void moment(std::string_view, Moment& value) override {
        value = pool_.now + (static_cast<int>(bytes_.byte()) - 100) * ms_per_hour;
    }
    void currency(std::string_view, Currency& value) override {
        static constexpr Currency known[] = {
            usd, usd, usd, {{'E', 'U', 'R'}}, {{'J', 'P', 'Y'}}, {{'X', 'X', 'X'}}, {}};
        value = known[bytes_.byte() % std::size(known)];
    }
    void choice(std::string_view, std::size_t& index, std::span<const std::string_view> names)
        override {
        index = bytes_.byte() % names.size();
    }
    bool begin_group(std::string_view) override { return true; }
    void end_group() override {}
    std::size_t begin_list(std::string_view, std::size_t) override {
        const std::uint8_t first = bytes_.byte();
        return first == 255 ? 300 : first % 4;
    }
    void end_list() override {}
    bool present(std::string_view, bool) override { return (bytes_.byte() & 1U) != 0; }

private:
    char letter() { return static_cast<char>('!' + bytes_.byte() % 94); }

    // The first id is the subject's; a field that is called as a kind names one of that kind.
    const std::vector<IdBytes>& ids_for(std::string_view name) {
        const std::optional<Kind> kind = subject_ ? subject_ : choice_named<Kind>(name);
        const auto found = kind ? pool_.ids.find(*kind) : pool_.ids.end();
        return found == pool_.ids.end() ? pool_.all_ids : found->second;
    }

    ByteSource& bytes_;
    const Pool& pool_;
    std::optional<Kind> subject_;
};

}  // namespace entente::fuzz
