// Records as deterministic CBOR: how they are stored, sent and hashed.
//
// A record is a map from field names to values, in the order of its description, without what has
// its default value. What was not written reads back as that default; what no field has that name
// for is refused. Readers take the fields in any order, in the described one without a search.
#pragma once

#include "core/base/fields.h"
#include "core/base/format/cbor_items.h"
#include "core/base/format/field_path.h"

#include <array>
#include <optional>

namespace entente {

// Lists longer than this, all lists of a record together, are refused: a byte of input must not
// become a kilobyte of memory.
inline constexpr std::size_t list_elements_max = 65'536;

// Writes the fields it visits. Groups that turn out empty are taken back, except in a list and
// where an optional value says that it is there.
class CborFieldWriter final : public FieldVisitor {
public:
    explicit CborFieldWriter(Bytes& out) : out_(out), writer_(out) {}

    void boolean(std::string_view name, bool& value) override;
    void integer(std::string_view name, std::int64_t& value) override;
    void text(std::string_view name, std::string& value) override;
    void bytes(std::string_view name, Bytes& value) override;
    void id(std::string_view name, IdBytes& value) override;
    void date(std::string_view name, Date& value) override;
    void moment(std::string_view name, Moment& value) override;
    void currency(std::string_view name, Currency& value) override;
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override;
    bool begin_group(std::string_view name) override;
    void end_group() override;
    std::size_t begin_list(std::string_view name, std::size_t size) override;
    void end_list() override;
    bool present(std::string_view name, bool is_present) override;

private:
    struct Level {
        bool list = false;
        bool kept = true;       // Stays although empty.
        std::size_t begin = 0;  // Where the key begins.
        std::size_t head = 0;   // Where the map's own first byte stands.
        std::size_t size = 0;   // Fields written.
    };
    bool begin_field(std::string_view name, bool is_default);
    Level& push(Level level);

    Bytes& out_;
    CborWriter writer_;
    std::array<Level, nesting_max> levels_;
    std::size_t depth_ = 0;
    bool must_write_ = false;  // The next value is one that an optional says is there.
};

// Gives the fields it visits their values. After a problem it visits on without doing anything.
class CborFieldReader final : public FieldVisitor {
public:
    explicit CborFieldReader(CborReader& reader) : reader_(reader), start_(reader.position()) {}

    // Whether the record has to be visited once more, because its fields came in another order.
    bool must_read_again();
    const std::optional<Problem>& problem() const { return problem_; }

    void boolean(std::string_view name, bool& value) override;
    void integer(std::string_view name, std::int64_t& value) override;
    void text(std::string_view name, std::string& value) override;
    void bytes(std::string_view name, Bytes& value) override;
    void id(std::string_view name, IdBytes& value) override;
    void date(std::string_view name, Date& value) override;
    void moment(std::string_view name, Moment& value) override;
    void currency(std::string_view name, Currency& value) override;
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override;
    bool begin_group(std::string_view name) override;
    void end_group() override;
    std::size_t begin_list(std::string_view name, std::size_t size) override;
    void end_list() override;
    bool present(std::string_view name, bool is_present) override;
    void out_of_range(std::string_view name) override;

private:
    struct Level {
        bool list = false;
        bool absent = false;    // Not in the input: every field gets its default.
        std::size_t left = 0;   // Entries not yet taken.
        std::size_t first = 0;  // Where the first entry stands, for reading in any order,
        std::size_t size = 0;   // how many there are,
        std::size_t end = 0;    // and where they end.
    };
    bool stopped() const { return problem_.has_value() || other_order_; }
    bool find(std::string_view name);
    bool find_in_any_order(const Level& level, std::string_view name);
    bool push(std::string_view name, Level level);
    void prepare_any_order(Level& level);
    void refuse_unasked(const Level& level);
    void settle(std::string_view name);
    void refuse(ProblemCode code, std::string_view name);

    CborReader& reader_;
    std::size_t start_;
    FieldPath path_;
    std::array<Level, nesting_max> levels_;
    std::vector<std::vector<std::string_view>> asked_;  // Per level; only in any order.
    std::size_t elements_ = 0;
    bool any_order_ = false;
    bool other_order_ = false;
    std::optional<Problem> problem_;
};

// Appends a record as one item. A record is only looked at: visitors that write assign nothing.
template <Described Record>
void write_cbor(Bytes& out, const Record& record) {
    CborFieldWriter visitor(out);
    visitor.begin_group({});
    const_cast<Record&>(record).describe(visitor);
    visitor.end_group();
}

template <Described Record>
Bytes cbor_from(const Record& record) {
    Bytes out;
    write_cbor(out, record);
    return out;
}

// Takes one record off the front; `start` makes what is read into. A problem stays with `reader`,
// too.
template <typename Start>
auto read_cbor(CborReader& reader, const Start& start) -> Result<decltype(start())> {
    CborFieldReader visitor(reader);
    while (true) {
        auto record = start();
        if (visitor.begin_group({})) {
            record.describe(visitor);
            visitor.end_group();
        }
        if (visitor.must_read_again()) continue;
        if (visitor.problem()) return *visitor.problem();
        return record;
    }
}

template <Described Record>
Result<Record> read_cbor(CborReader& reader) {
    return read_cbor(reader, [] { return Record{}; });
}

// A record that is the whole of `bytes`.
template <typename Start>
auto from_cbor(ByteView bytes, const Start& start) -> Result<decltype(start())> {
    CborReader reader(bytes);
    auto record = read_cbor(reader, start);
    if (record.ok() && !reader.at_end()) return ProblemCode::bytes_must_parse;
    return record;
}

template <Described Record>
Result<Record> from_cbor(ByteView bytes) {
    return from_cbor(bytes, [] { return Record{}; });
}

}  // namespace entente
