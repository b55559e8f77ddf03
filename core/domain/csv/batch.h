// One import as a whole: what it made can be taken back at once, until somebody builds on it.
#pragma once

#include "core/domain/csv/mapping.h"
#include "core/domain/kind.h"
#include "core/domain/partner.h"

namespace entente {

struct ImportBatchTag;
using ImportBatchId = Id<ImportBatchTag>;

// Rows that a refused part would have brought, and may still bring.
struct ImportGap {
    std::int64_t from = 0;
    std::int64_t until = 0;  // The row behind its last.

    void describe(FieldVisitor& v);
    friend bool operator==(const ImportGap&, const ImportGap&) = default;
};

struct ImportBatch {
    ImportKind kind{};
    PartnerId partner;  // Whose records they are; none: the program's own.
    std::string file_name;
    PersonId person;
    std::int64_t rows =
        0;  // Of the file so far; the ids of what they made follow from the batch's.
    Moment undone_at;
    std::vector<ImportGap> gaps;  // Among the rows, ascending.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const ImportBatch&, const ImportBatch&) = default;
};

// Adds a part of the file: rows behind the last one, or such as a gap holds. A part that came
// before is command_must_follow_the_last; rows beyond what a file may have, value_must_be_in_range.
Outcome add_rows(ImportBatch& batch, std::int64_t rows_before, std::int64_t rows);

// How many rows have come.
std::int64_t rows_made(const ImportBatch& batch);

// The id of what the batch's n-th record is, from 0: the same import sent twice makes nothing
// twice.
IdBytes imported_id(ImportBatchId batch, std::int64_t index);

inline constexpr std::int64_t version_as_made = 1;

// A record of the batch as it stands now.
struct ImportedRecord {
    IdBytes id{};
    std::int64_t version = 0;  // 0: it is gone already.
    bool referred_to = false;  // Another record names it, of another batch or by a person's act.
};

// Which of the records to remove: all that are still there, when every one of them is as the import
// made it. Else batch_must_not_be_built_on with how many are not; or when it was undone before.
Result<std::vector<IdBytes>> undo_of(
    const ImportBatch& batch, const std::vector<ImportedRecord>& records
);

}  // namespace entente
