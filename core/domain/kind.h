// The kinds of records, and what names a record for ever.
//
// A kind is an enumerator here, its name in records/kind_list.cpp, and a rule in its struct
// (records/kind_rule.h). Stores hold the position: new ones go to the end.
#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace entente {

struct KindRule;

enum class Kind : std::uint8_t {
    program,
    partner,
    person,
    agreement,
    deal,
    history,
    certificate,
    enrollment,
    earning,
    statement,
    allocation,
    fund_request,
    claim,
    company_figure,
    milestone,
    import_batch,
    pursuit,
    course_book,
    exam,
    attempt,
    project,
    peer_review,
    onboarding,
    ticket,
    ticket_message,
    show,
    lead,
    vendor_lead,
    lead_offer,
    survey,
    campaign,
    case_study,
    resource,
    rule_set,
    contest,
};
std::span<const std::string_view> names_of(Kind);

struct RecordKey {
    Kind kind{};
    IdBytes id{};

    friend bool operator==(const RecordKey&, const RecordKey&) = default;
    // Not <=>: the library of Emscripten 3.1.6 has none for arrays.
    friend bool operator<(const RecordKey& a, const RecordKey& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
    }
};

}  // namespace entente
