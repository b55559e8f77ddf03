#include "core/domain/csv/batch.h"

#include "core/base/text/bounds.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

void ImportGap::describe(FieldVisitor& v) {
    field(v, "from", from);
    field(v, "until", until);
}

void ImportBatch::describe(FieldVisitor& v) {
    field(v, "kind", kind);
    field(v, "partner", partner);
    field(v, "file_name", file_name);
    field(v, "person", person);
    field(v, "rows", rows);
    field(v, "undone_at", undone_at);
    field(v, "gaps", gaps);
}

static Problem rows_before_problem(ProblemCode code, std::int64_t limit) {
    return {code, "rows_before", std::to_string(limit)};
}

// What a gap was, without the rows that have come now.
static Outcome fill_gap(ImportBatch& batch, const ImportGap& part) {
    const auto gap =
        std::find_if(batch.gaps.begin(), batch.gaps.end(), [&part](const ImportGap& each) {
            return each.from <= part.from && part.until <= each.until;
        });
    if (gap == batch.gaps.end()) {
        return rows_before_problem(ProblemCode::command_must_follow_the_last, batch.rows);
    }
    const ImportGap behind{part.until, gap->until};
    gap->until = part.from;
    const auto next = gap->from < gap->until ? gap + 1 : batch.gaps.erase(gap);
    if (behind.from < behind.until) batch.gaps.insert(next, behind);
    return Done{};
}

Outcome add_rows(ImportBatch& batch, std::int64_t rows_before, std::int64_t rows) {
    constexpr auto rows_max = static_cast<std::int64_t>(csv_rows_max);
    constexpr std::size_t gaps_max = 1'000;
    if (rows_before < 0 || rows > rows_max - rows_before) {
        return rows_before_problem(ProblemCode::value_must_be_in_range, rows_max);
    }
    const ImportGap part{rows_before, rows_before + rows};
    if (part.from < batch.rows) {
        TRY_DONE(fill_gap(batch, part));
        return list_is_short_enough(batch.gaps.size(), "gaps", gaps_max);
    }
    if (part.from > batch.rows) batch.gaps.push_back({batch.rows, part.from});
    batch.rows = part.until;
    return list_is_short_enough(batch.gaps.size(), "gaps", gaps_max);
}

std::int64_t rows_made(const ImportBatch& batch) {
    std::int64_t made = batch.rows;
    for (const ImportGap& gap : batch.gaps) made -= gap.until - gap.from;
    return made;
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
    {"gaps", seen_by::all},
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
