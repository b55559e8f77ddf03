// The vendor's leads on their way from partner to partner.
#include "core/domain/leads/vendor_lead_acts.h"

#include "core/base/text/bounds.h"
#include "core/domain/administration/organization.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/enablement/award.h"
#include "core/domain/leads/distribution.h"
#include "core/domain/program/calendars.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

static void tell_moved(
    ChangeSet& changes,
    const Record& lead,
    std::string_view event,
    VendorLeadState from,
    std::string text = {}
) {
    const VendorLeadState to = body_of<VendorLead>(lead).state;
    changes.tell(lead, told_step(event, from, to, std::move(text)));
}

static void tell_answered(
    ChangeSet& changes, const Record& offer, std::string_view event, By by = By::actor
) {
    const auto& answered = body_of<LeadOffer>(offer);
    Told told = told_step(event, OfferState::open, answered.state, answered.text);
    told.rule = answered.reason;
    changes.tell(offer, std::move(told), by);
}

// Those who could be asked, as far as their records are here.
static std::vector<LeadCandidate> candidates_for(
    const VendorLead& lead, const RecordSource& records, const Program& program
) {
    std::vector<LeadCandidate> candidates;
    for (const Record* record : records.under("partners")) {
        const auto& partner = body_of<Partner>(*record);
        const PartnerId id{record->id};
        if (!may_be_offered(lead, id, partner, program)) continue;
        const auto open = records.under(index_key("open_offers_of", id.bytes)).size();
        candidates.push_back(
            {.id = id,
             .partner = &partner,
             .certificates = certificates_of(id, records),
             .open_offers = static_cast<std::int32_t>(open)}
        );
    }
    return candidates;
}

static void offer_to(Record& record, const RankedPartner& partner, ChangeSet& changes) {
    auto& lead = body_of<VendorLead>(record);
    const Context& context = changes.context();
    const BusinessCalendar calendar =
        calendar_of_region(context.program, region_of(context.program, lead.form.country));
    LeadOffer offer;
    offer.partner = partner.id;
    offer.lead = {record.id};
    offer.country = lead.form.country;
    offer.sector = lead.form.sector;
    offer.products = lead.form.products;
    offer.note = lead.pitch;
    offer.why = partner.why;
    offer.offered_at = context.now;
    offer.answer_by = after_business_days(
        calendar, context.now, context.program.review.lead_answer_business_days
    );
    lead.state = VendorLeadState::offered;
    lead.offered_to = partner.id;
    // A version has one offer at most, and a partner may be asked again.
    lead.offer = {derived_id(record.id, "offered", static_cast<std::uint64_t>(record.version))};
    lead.answer_by = offer.answer_by;
    const std::string until = text_from_date(offer.answer_by);
    Record offered = changes.created(lead.offer.bytes, std::move(offer));
    changes.tell(offered, {.event = "lead_offered", .to = until});
    changes.put(std::move(offered));
}

static void take_back(VendorLead& lead) {
    lead.offered_to = {};
    lead.offer = {};
    lead.answer_by = {};
}

// Offers the lead to the next partner, or says that there is none.
static void offer_to_next(Record& record, const RecordSource& records, ChangeSet& changes) {
    auto& lead = body_of<VendorLead>(record);
    const Program& program = changes.context().program;
    const auto ranked =
        ranked_partners(lead, candidates_for(lead, records, program), program, changes.today());
    take_back(lead);
    if (ranked.empty()) {
        lead.state = VendorLeadState::without_partner;
        return;
    }
    offer_to(record, ranked.front(), changes);
}

Result<Changes> act(
    const ReceiveLead& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::vendor_lead, command.lead.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "lead", {}};
    }
    if (command.form.country.empty()) {
        return Problem{ProblemCode::country_must_be_known, "form.country", {}};
    }
    TRY_DONE(lead_is_sound(command.form, context.program));
    TRY_DONE(text_is_short_enough(command.pitch, "pitch"));
    ChangeSet changes(context);
    VendorLead lead;
    lead.form = command.form;
    lead.pitch = command.pitch;
    lead.received_at = context.now;
    Record record = changes.created(command.lead.bytes, std::move(lead));
    // Staff's devices hold some partners: who is next is said where all of them are known.
    if (context.authority) offer_to_next(record, records, changes);
    tell_moved(changes, record, "lead_received", VendorLeadState::waiting);
    changes.put(std::move(record));
    return changes.take();
}

// The offer, when it stands and the lead still waits for its answer. The contact is the vendor's:
// a device has no lead to ask, and hears of a stale offer with the server's answer.
static Result<const Record*> open_offer(
    LeadOfferId id, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::lead_offer, id.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    const auto& offer = body_of<LeadOffer>(*before);
    if (offer.state != OfferState::open) return ProblemCode::offer_must_be_open;
    const Record* source = records.find({Kind::vendor_lead, offer.lead.bytes});
    if (source == nullptr) {
        if (context.authority) return ProblemCode::offer_must_be_open;
        return before;
    }
    const auto& lead = body_of<VendorLead>(*source);
    const bool waits = lead.state == VendorLeadState::offered && lead.offer == id;
    if (!waits) return ProblemCode::offer_must_be_open;
    return before;
}

static Outcome is_active(PartnerId id, const RecordSource& records) {
    const Record* partner = records.find({Kind::partner, id.bytes});
    if (partner == nullptr) return Problem{ProblemCode::record_must_exist, "partner", {}};
    const Lifecycle lifecycle = body_of<Partner>(*partner).lifecycle;
    if (lifecycle == Lifecycle::active) return Done{};
    return Problem{ProblemCode::partner_must_be_active, "partner", std::string(name_of(lifecycle))};
}

Result<Changes> act(
    const AcceptLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, open_offer(command.offer, records, context));
    TRY_DONE(is_active(context.actor.partner, records));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& offer = body_of<LeadOffer>(record);
    offer.state = OfferState::accepted;
    offer.answered_by = context.actor.person;
    tell_answered(changes, record, "lead_accepted");
    // The contact is the vendor's until here: a device learns it with the server's answer.
    const Record* source = records.find({Kind::vendor_lead, offer.lead.bytes});
    if (source == nullptr) {
        changes.put(std::move(record));
        return changes.take();
    }
    Record vendor_lead = changes.edited(*source);
    body_of<VendorLead>(vendor_lead).state = VendorLeadState::accepted;
    tell_moved(changes, vendor_lead, "lead_accepted", VendorLeadState::offered);
    Lead lead;
    lead.partner = offer.partner;
    lead.owner = context.actor.person;
    lead.form = body_of<VendorLead>(vendor_lead).form;
    lead.source = LeadSource::vendor;
    lead.captured_at = context.now;
    changes.put(changes.created(derived_id(record.id, "lead", 0), std::move(lead)));
    changes.put(std::move(vendor_lead));
    changes.put(std::move(record));
    return changes.take();
}

static Outcome decline_is_complete(const DeclineLead& command, const Program& program) {
    TRY_DONE(reason_is_complete(program.service.lead_decline_reasons, command.reason, command.text)
    );
    return text_is_short_enough(command.text, "text");
}

Result<Changes> act(
    const DeclineLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, open_offer(command.offer, records, context));
    TRY_DONE(decline_is_complete(command, context.program));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& offer = body_of<LeadOffer>(record);
    offer.state = OfferState::declined;
    offer.answered_by = context.actor.person;
    offer.reason = command.reason;
    offer.text = command.text;
    offer.note.clear();
    tell_answered(changes, record, "lead_declined");
    const Record* source = records.find({Kind::vendor_lead, offer.lead.bytes});
    if (source != nullptr) {
        // Waiting falls due at once: the system passes it on, with all partners in sight.
        Record vendor_lead = changes.edited(*source, By::system);
        auto& lead = body_of<VendorLead>(vendor_lead);
        lead.state = VendorLeadState::waiting;
        lead.tried.push_back(offer.partner);
        tell_moved(changes, vendor_lead, "lead_declined", VendorLeadState::offered, command.text);
        changes.put(std::move(vendor_lead));
    }
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const PassLeadOn& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::vendor_lead, command.lead.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    const auto& stands = body_of<VendorLead>(*before);
    const bool unanswered =
        stands.state == VendorLeadState::offered && date_of(context.now) > stands.answer_by;
    if (stands.state != VendorLeadState::waiting && !unanswered) {
        return ProblemCode::lead_must_not_be_settled;
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& lead = body_of<VendorLead>(record);
    const Record* asked = records.find({Kind::lead_offer, lead.offer.bytes});
    if (unanswered && asked != nullptr) {
        Record offer = changes.edited(*asked, By::system);
        body_of<LeadOffer>(offer).state = OfferState::passed_on;
        body_of<LeadOffer>(offer).note.clear();
        tell_answered(changes, offer, "lead_passed_on", By::system);
        changes.put(std::move(offer));
        lead.tried.push_back(lead.offered_to);
    }
    const VendorLeadState from = stands.state;
    offer_to_next(record, records, changes);
    tell_moved(changes, record, "lead_passed_on", from);
    changes.put(std::move(record));
    return changes.take();
}

// A lead that nobody has and nobody is asked for: the vendor's people see to it.
static Result<const Record*> lead_without_partner(
    VendorLeadId lead, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::vendor_lead, lead.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    if (body_of<VendorLead>(*before).state == VendorLeadState::without_partner) return before;
    return Problem{
        ProblemCode::lead_must_be_without_a_partner,
        "lead",
        std::string(name_of(body_of<VendorLead>(*before).state))};
}

// Somebody there may answer: who is not in the portal is not asked.
static Outcome may_answer(PartnerId id, const RecordSource& records, const Context& context) {
    TRY_DONE(is_active(id, records));
    const std::string& level = context.program.service.lead_level;
    const Certificates held = certificates_of(id, records);
    const bool certified = std::any_of(held.begin(), held.end(), [&](const Certificate* one) {
        return holds_on(*one, date_of(context.now)) &&
               builds_on(context.program, one->level, level);
    });
    if (certified) return Done{};
    const Level* needed = entry_with_key(context.program.levels, level);
    check(needed != nullptr);
    return Problem{ProblemCode::level_must_be_held_at_the_partner, "partner", needed->name};
}

Result<Changes> act(const OfferLead& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, lead_without_partner(command.lead, records, context));
    if (!works_with(context.actor, command.partner)) {
        return Problem{ProblemCode::record_must_exist, "partner", {}};
    }
    TRY_DONE(may_answer(command.partner, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& tried = body_of<VendorLead>(record).tried;
    tried.erase(std::remove(tried.begin(), tried.end(), command.partner), tried.end());
    offer_to(record, {.id = command.partner, .why = {"chosen_by_vendor"}}, changes);
    tell_moved(changes, record, "lead_offered", VendorLeadState::without_partner);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const GiveUpLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, lead_without_partner(command.lead, records, context));
    TRY_DONE(reason_text_is_given(command.text));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<VendorLead>(record).state = VendorLeadState::given_up;
    body_of<VendorLead>(record).text = command.text;
    tell_moved(changes, record, "lead_given_up", VendorLeadState::without_partner, command.text);
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
