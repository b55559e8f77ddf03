#include "core/domain/record.h"

#include "core/base/format/cbor.h"

namespace entente {

std::span<const std::string_view> names_of(Kind) {
    static constexpr std::array<std::string_view, 8> names{
        "program",
        "partner",
        "person",
        "agreement",
        "deal",
        "history",
        "certificate",
        "enrollment"};
    static_assert(names.size() == std::variant_size_v<RecordBody>);
    return names;
}

// The head that all kinds share, in the order in which it is written.
template <typename Head>
static void describe_head(FieldVisitor& v, Head& head) {
    field(v, "id", head.id);
    field(v, "version", head.version);
    field(v, "created_at", head.created_at);
    field(v, "changed_at", head.changed_at);
    field(v, "changed_by", head.changed_by);
}

void Record::describe(FieldVisitor& v) {
    describe_head(v, *this);
    if (!v.begin_group("body")) return;
    std::visit([&v](auto& any) { any.describe(v); }, body);
    v.end_group();
}

template <std::size_t index = 0>
static RecordBody body_at(std::size_t wanted) {
    if (index == wanted) return RecordBody{std::in_place_index<index>};
    if constexpr (index + 1 < std::variant_size_v<RecordBody>) {
        return body_at<index + 1>(wanted);
    } else {
        check(index == wanted);
        return RecordBody{};
    }
}

RecordBody empty_body(Kind kind) {
    return body_at(static_cast<std::size_t>(kind));
}

Bytes cbor_from_record(const Record& record) {
    return cbor_from(record);
}

// A record of one kind, which a reader can make before it has read a byte.
template <typename Body>
struct RecordOf {
    IdBytes id{};
    std::int64_t version = 0;
    Moment created_at;
    Moment changed_at;
    PersonId changed_by;
    Body body;

    void describe(FieldVisitor& v) {
        describe_head(v, *this);
        field(v, "body", body);
    }
};

template <typename Body>
static Result<Record> read(ByteView bytes) {
    TRY(RecordOf<Body> of_kind, from_cbor<RecordOf<Body>>(bytes));
    return Record{
        .id = of_kind.id,
        .version = of_kind.version,
        .created_at = of_kind.created_at,
        .changed_at = of_kind.changed_at,
        .changed_by = of_kind.changed_by,
        .body = std::move(of_kind.body)};
}

Result<Record> record_from_cbor(Kind kind, ByteView bytes) {
    switch (kind) {
        case Kind::program:
            return read<Program>(bytes);
        case Kind::partner:
            return read<Partner>(bytes);
        case Kind::person:
            return read<Person>(bytes);
        case Kind::agreement:
            return read<Agreement>(bytes);
        case Kind::deal:
            return read<Deal>(bytes);
        case Kind::history:
            return read<HistoryLine>(bytes);
        case Kind::certificate:
            return read<Certificate>(bytes);
        case Kind::enrollment:
            return read<Enrollment>(bytes);
    }
    return ProblemCode::value_must_be_one_of_the_choices;
}

}  // namespace entente
