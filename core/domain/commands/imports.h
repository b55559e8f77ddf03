// What comes in from files, and taking it back: rows that were read and judged on the device.
//
// A large file comes in parts of one batch (core/domain/csv/import_parts.h), each saying how many
// rows of the file stand before it. One that is refused leaves a gap, which it may fill later; the
// problem names the row within the command: "deals[3].title". The first field of a command is the
// id of its subject.
#pragma once

#include "core/domain/commands/deals.h"
#include "core/domain/csv/batch.h"
#include "core/domain/leads/lead.h"
#include "core/domain/measurement/plan_measures.h"

namespace entente {

struct ImportDeals {  // As drafts of the partner's own.
    ImportBatchId batch;
    std::string file_name;
    std::int64_t rows_before = 0;
    std::vector<DealForm> deals;
    std::vector<Stage> stages;  // Of each deal; empty: all begin as prospects.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ImportLeads {  // As contacts of who imports them; lead_forms() makes them from a dry run.
    ImportBatchId batch;
    std::string file_name;
    std::int64_t rows_before = 0;
    std::vector<LeadForm> leads;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ImportPartners {  // As applicants.
    ImportBatchId batch;
    std::string file_name;
    std::int64_t rows_before = 0;
    std::vector<Partner> partners;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ImportFigures {  // Days of a figure that are counted already are refused.
    ImportBatchId batch;
    std::string file_name;
    std::int64_t rows_before = 0;
    std::vector<CompanyFigure> figures;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct UndoImport {  // By who brought it in; what belongs to no partner, by any who may import.
    ImportBatchId batch;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct MilestoneTag;
using MilestoneId = Id<MilestoneTag>;
MilestoneId milestone_id(std::string_view key);

// Somebody's word that a milestone of the launch is done.
struct TellMilestone {
    MilestoneId milestone;
    std::string key;
    Date done_on{};
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
