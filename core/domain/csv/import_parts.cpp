#include "core/domain/csv/import_parts.h"

#include "core/base/format/cbor.h"

#include <algorithm>

namespace entente {

// What the heads of a command's lists may grow by beyond that of a list of one.
static constexpr std::size_t list_heads_bytes = 16;

// Fills one part after the other.
template <typename Import, typename Add>
class Parts {
public:
    Parts(const ImportHead& head, Add add) : bytes_max_(head.bytes_max), add_(add) {
        empty_.batch = head.batch;
        empty_.file_name = head.file_name;
        empty_.rows_before = static_cast<std::int64_t>(csv_rows_max);
        empty_bytes_ = cbor_from(empty_).size() + list_heads_bytes;
        begin();
    }

    // False when it does not fit into any.
    template <typename Row>
    bool put(const Row& row) {
        Import alone = empty_;
        add_(alone, row);
        const std::size_t bytes = cbor_from(alone).size() + list_heads_bytes - empty_bytes_;
        if (empty_bytes_ + bytes > bytes_max_) return false;
        if (bytes_ + bytes > bytes_max_) end();
        add_(part_, row);
        bytes_ += bytes;
        rows_++;
        return true;
    }

    std::vector<Command> take() {
        if (rows_ > part_.rows_before) end();
        return std::move(commands_);
    }

private:
    void begin() {
        part_ = empty_;
        part_.rows_before = rows_;
        bytes_ = empty_bytes_;
    }
    void end() {
        commands_.push_back(std::move(part_));
        begin();
    }

    std::size_t bytes_max_;
    Add add_;
    Import empty_;  // With the largest place, so that no real one takes more bytes.
    std::size_t empty_bytes_ = 0;
    Import part_;
    std::size_t bytes_ = 0;
    std::int64_t rows_ = 0;
    std::vector<Command> commands_;
};

template <typename Import, typename Row, typename Add>
static Result<std::vector<Command>> parts_of(
    const ImportHead& head, const DryImport<Row>& dry, Add add
) {
    Parts<Import, Add> parts(head, add);
    for (const auto& [line, verdict, row] : dry.rows) {
        if (verdict != RowVerdict::ready || parts.put(row)) continue;
        return Problem{
            ProblemCode::bytes_must_be_small_enough,
            "line " + std::to_string(line),
            std::to_string(head.bytes_max)};
    }
    return parts.take();
}

Result<std::vector<Command>> import_parts(const ImportHead& head, const DryImport<DealRow>& dry) {
    return parts_of<ImportDeals>(head, dry, [](ImportDeals& part, const DealRow& row) {
        part.deals.push_back(row.form);
        part.stages.push_back(row.stage);
    });
}

Result<std::vector<Command>> import_parts(
    const ImportHead& head, const DryImport<LeadRow>& dry, bool consent
) {
    return parts_of<ImportLeads>(head, dry, [consent](ImportLeads& part, const LeadRow& row) {
        part.leads.push_back(lead_form(row, consent));
    });
}

Result<std::vector<Command>> import_parts(const ImportHead& head, const DryImport<Partner>& dry) {
    return parts_of<ImportPartners>(head, dry, [](ImportPartners& part, const Partner& row) {
        part.partners.push_back(row);
    });
}

Result<std::vector<Command>> import_parts(
    const ImportHead& head, const DryImport<CompanyFigure>& dry
) {
    return parts_of<ImportFigures>(head, dry, [](ImportFigures& part, const CompanyFigure& row) {
        part.figures.push_back(row);
    });
}

}  // namespace entente
