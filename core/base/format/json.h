// Records as JSON, for the API and for files that people write.
//
// The same descriptions as CBOR; dates and moments in ISO 8601, ids in base 32, bytes in
// hexadecimal. Foreign text is checked for size, nesting, repeated and unknown names before a field
// sees it.
#pragma once

#include "core/base/fields.h"

#include <memory>

namespace entente {

// A text longer than this is refused unread.
inline constexpr std::size_t json_bytes_max = 16U << 20U;

// A parsed text; what is behind it stays in json_reader.cpp.
class JsonInput {
public:
    explicit JsonInput(std::string_view text);
    ~JsonInput();
    JsonInput(const JsonInput&) = delete;
    JsonInput& operator=(const JsonInput&) = delete;

    FieldVisitor& visitor();
    // The first problem of all, once every field was visited.
    std::optional<Problem> problem() const;

private:
    class Reader;
    std::unique_ptr<Reader> reader_;
};

// The text of one record, as it grows.
class JsonOutput {
public:
    // `indent` < 0: on one line.
    explicit JsonOutput(int indent);
    ~JsonOutput();
    JsonOutput(const JsonOutput&) = delete;
    JsonOutput& operator=(const JsonOutput&) = delete;

    FieldVisitor& visitor();
    std::string take();

private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

// Problems name the path of the field: field_must_be_known "lines[2].colour".
template <Described Record>
Result<Record> from_json(std::string_view text) {
    JsonInput input(text);
    FieldVisitor& visitor = input.visitor();
    Record record{};
    if (visitor.begin_group({})) {
        record.describe(visitor);
        visitor.end_group();
    }
    if (auto problem = input.problem()) return *std::move(problem);
    return record;
}

// Without what has its default value, like CBOR.
template <Described Record>
std::string json_from(const Record& record, int indent = -1) {
    JsonOutput output(indent);
    FieldVisitor& visitor = output.visitor();
    visitor.begin_group({});
    const_cast<Record&>(record).describe(visitor);  // Visitors that write assign nothing.
    visitor.end_group();
    return output.take();
}

}  // namespace entente
