#include "core/domain/csv/batch.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

void ImportBatch::describe(FieldVisitor& v) {
    field(v, "kind", kind);
    field(v, "partner", partner);
    field(v, "file_name", file_name);
    field(v, "person", person);
    field(v, "rows", rows);
    field(v, "undone_at", undone_at);
}

IdBytes imported_id(ImportBatchId batch, std::int64_t index) {
    return derived_id(batch.bytes, "imported", static_cast<std::uint64_t>(index));
}

Result<std::vector<IdBytes>> undo_of(
    const ImportBatch& batch, const std::vector<ImportedRecord>& records
) {
    if (batch.undone_at.given()) {
        return Problem{ProblemCode::batch_must_not_be_built_on, "undone_at", {}};
    }
    constexpr std::int64_t version_as_made = 1;
    std::vector<IdBytes> removals;
    std::int64_t built_on = 0;
    for (const ImportedRecord& record : records) {
        if (record.version == 0) continue;
        const bool as_made = record.version == version_as_made && !record.referred_to;
        built_on += as_made ? 0 : 1;
        removals.push_back(record.id);
    }
    if (built_on > 0) {
        return Problem{ProblemCode::batch_must_not_be_built_on, {}, std::to_string(built_on)};
    }
    return removals;
}

static constexpr FieldAccess batch_fields[] = {
    {"kind", seen_by::all},
    {"partner", seen_by::all},
    {"file_name", seen_by::all},
    {"person", seen_by::all},
    {"rows", seen_by::all},
    {"undone_at", seen_by::all},
};

// Of a partner's own people, or of the staff where it is about no partner.
static Place place_of_batch(const Record& record) {
    const auto& batch = body_of<ImportBatch>(record);
    if (!batch.partner.given()) return {.home = Place::Home::staff, .partner = {}, .owner = {}};
    return {.partner = batch.partner, .owner = batch.person};
}

constinit const KindRule ImportBatch::registered = {
    .kind = Kind::import_batch,
    .type = body_type<ImportBatch>,
    .place = place_of_batch,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& batch = body_of<ImportBatch>(record);
        if (!batch.partner.given()) return {"import_batches"};
        return {index_key("import_batches_of", batch.partner.bytes)};
    },
    .fields = batch_fields};

}  // namespace entente
