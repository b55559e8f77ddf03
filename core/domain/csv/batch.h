// One import as a whole: what it made can be taken back at once, until somebody builds on it.
#pragma once

#include "core/domain/csv/mapping.h"
#include "core/domain/kind.h"
#include "core/domain/partner.h"

namespace entente {

struct ImportBatchTag;
using ImportBatchId = Id<ImportBatchTag>;

struct ImportBatch {
    ImportKind kind{};
    PartnerId partner;  // Whose records they are; none: the program's own.
    std::string file_name;
    PersonId person;
    std::int64_t rows = 0;  // Records made; their ids follow from the batch's.
    Moment undone_at;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const ImportBatch&, const ImportBatch&) = default;
};

// The id of what the batch's n-th record is, from 0: the same import sent twice makes nothing
// twice.
IdBytes imported_id(ImportBatchId batch, std::int64_t index);

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
