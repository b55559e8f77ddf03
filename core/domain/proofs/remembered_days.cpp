#include "core/domain/proofs/remembered_days.h"

#include "core/base/sort.h"
#include "core/domain/enablement/award.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

namespace entente {

static void add_certificates(
    std::vector<CalendarEntry>& entries,
    const Actor& actor,
    const RecordSource& records,
    const Program& program,
    Date today
) {
    const Certificates all = certificates_of(actor.partner, records);
    for (const Record* record : records.under(index_key("certificates_of", actor.partner.bytes))) {
        const auto& certificate = body_of<Certificate>(*record);
        const Level* level = entry_with_key(program.levels, certificate.level);
        if (certificate.person != actor.person || level == nullptr) continue;
        const CertificateState state = state_of(certificate, all, *level, today);
        if (state == CertificateState::renewed || state == CertificateState::expired) continue;
        CalendarEntry entry =
            entry_for_certificate(record->id, record->version, certificate, *level);
        entry.summary = level->name + " certificate ends";
        entries.push_back(std::move(entry));
    }
}

static void add_protections(
    std::vector<CalendarEntry>& entries,
    const Actor& actor,
    const RecordSource& records,
    const Program& program,
    Date today
) {
    for (const Record* record : records.under(index_key("open_deals_of", actor.partner.bytes))) {
        const auto& deal = body_of<Deal>(*record);
        const bool runs = deal.protection == Protection::active ||
                          deal.protection == Protection::extension_pending;
        if (!runs || deal.protected_until < today || !reaches(actor, *record)) continue;
        CalendarEntry entry;
        entry.uid = "protection-" + text_from_id(record->id);
        entry.sequence = record->version;
        entry.first_day = entry.last_day = deal.protected_until;
        entry.summary = "Protection ends: " + deal.title;
        entry.reminders_days = program.review.protection_reminders;
        entries.push_back(std::move(entry));
    }
}

static bool earlier(const CalendarEntry& a, const CalendarEntry& b) {
    return a.first_day != b.first_day ? a.first_day < b.first_day : a.uid < b.uid;
}

std::vector<CalendarEntry> remembered_days(
    const Actor& actor, const RecordSource& records, const Program& program, Date today
) {
    std::vector<CalendarEntry> entries;
    if (!actor.partner.given()) return entries;
    add_certificates(entries, actor, records, program, today);
    add_protections(entries, actor, records, program, today);
    sort_values(entries, [](const CalendarEntry& a, const CalendarEntry& b) {
        return earlier(a, b);
    });
    return entries;
}

}  // namespace entente
