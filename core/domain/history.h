// One line per accepted change of a record: who, when, what, by which rule. Added, never edited.
#pragma once

#include "core/domain/partner.h"

namespace entente {

struct HistoryLine {
    PartnerId partner;        // Whose scope it lives in; not given: the staff's.
    IdBytes subject{};        // The record it is about.
    PersonId owner;           // The record's: a member sees the lines of their own only.
    PersonId person;          // Not given: the system, by `rule`.
    std::string person_name;  // As it was then; what a partner may read.
    Moment at;
    std::string event;  // Key of its message: "deal_submitted", "deal_approved", ...
    std::string from;
    std::string to;
    std::string rule;           // Key of the rule that decided it.
    std::string text;           // What the person said, for the partner to read.
    std::string internal_text;  // Never leaves the server for a partner.
    bool internal = false;      // The whole line stays with staff.
    bool draft = false;         // Of a draft: the whole line stays with the partner.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const HistoryLine&, const HistoryLine&) = default;
};

// Every event a line can name, in the order of a deal's life; each is a key of its text.
std::span<const std::string_view> history_events();

}  // namespace entente
