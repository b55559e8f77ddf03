// Capturing leads and registering them, and the vendor's leads on their way from partner to
// partner.
#include "core/base/places/country.h"
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/leads.h"
#include "core/domain/enablement/award.h"
#include "core/domain/leads/distribution.h"
#include "core/domain/program/calendars.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/acts.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

static constexpr std::size_t field_length_max = 300;
static constexpr std::size_t note_length_max = 5'000;

static Outcome fields_are_short(const LeadForm& form) {
    const BoundedText texts[] = {
        {form.name, "form.name", field_length_max},
        {form.title, "form.title", field_length_max},
        {form.email, "form.email", field_length_max},
        {form.phone, "form.phone", field_length_max},
        {form.company, "form.company", field_length_max},
        {form.domain, "form.domain", field_length_max},
        {form.note, "form.note", note_length_max},
    };
    return texts_are_short_enough(texts);
}

static bool is_email(const std::string& email) {
    const std::size_t at = email.find('@');
    return at != 0 && at != std::string::npos && at + 1 < email.size() &&
           email.find('@', at + 1) == std::string::npos;
}

Outcome lead_is_sound(const LeadForm& form, const Program& program) {
    if (form.name.empty() && form.company.empty()) {
        return Problem{ProblemCode::field_must_be_given, "form.name", {}};
    }
    TRY_DONE(fields_are_short(form));
    if (!form.email.empty() && !is_email(form.email)) {
        return Problem{ProblemCode::contact_email_must_be_valid, "form.email", {}};
    }
    if (!form.country.empty() && !country_of(form.country)) {
        return Problem{ProblemCode::country_must_be_known, "form.country", {}};
    }
    if (!form.sector.empty() && entry_with_key(program.sectors, form.sector) == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "form.sector", {}};
    }
    for (const std::string& product : form.products) {
        if (entry_with_key(program.products, product) != nullptr) continue;
        return Problem{ProblemCode::product_must_be_known, "form.products", product};
    }
    if (!form.consent) return Problem{ProblemCode::consent_must_be_given, "form.consent", {}};
    return Done{};
}

static Result<Changes> act(
    const AnnounceShow& command, const RecordSource& records, const Context& context
) {
    const Show& show = command.about;
    if (show.name.empty()) return Problem{ProblemCode::field_must_be_given, "about.name", {}};
    if (!country_of(show.country)) {
        return Problem{ProblemCode::country_must_be_known, "about.country", {}};
    }
    if (show.starts_on == Date{} || show.ends_on < show.starts_on) {
        return Problem{ProblemCode::date_must_be_valid, "about.ends_on", {}};
    }
    ChangeSet changes(context);
    const Record* before = records.find({Kind::show, command.show.bytes});
    Record record =
        before == nullptr ? changes.created(command.show.bytes, show) : changes.edited(*before);
    body_of<Show>(record) = show;
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const CaptureLead& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::lead, command.lead.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "lead", {}};
    }
    const bool at_show = command.show.given();
    if (at_show && records.find({Kind::show, command.show.bytes}) == nullptr) {
        return Problem{ProblemCode::record_must_exist, "show", {}};
    }
    TRY_DONE(lead_is_sound(command.form, context.program));
    ChangeSet changes(context);
    Lead lead;
    lead.partner = context.actor.partner;
    lead.owner = context.actor.person;
    lead.form = command.form;
    lead.source = at_show ? LeadSource::show : LeadSource::own;
    lead.show = command.show;
    lead.captured_at = command.captured_at;
    changes.put(changes.created(command.lead.bytes, std::move(lead)));
    return changes.take();
}

static Result<const Record*> captured_lead(
    LeadId lead, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, record_in_reach({Kind::lead, lead.bytes}, records, context.actor));
    if (body_of<Lead>(*before).state != LeadState::captured) {
        return ProblemCode::lead_must_not_be_settled;
    }
    return before;
}

static Result<Changes> act(
    const RegisterLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, captured_lead(command.lead, records, context));
    const DealForm form = deal_form_from_lead(body_of<Lead>(*before), context.program);
    TRY(Changes drafted, act(KeepDraft{command.deal, form}, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& lead = body_of<Lead>(record);
    lead.state = LeadState::registered;
    lead.deal = command.deal;
    changes.put(std::move(record));
    Changes all = changes.take();
    std::move(drafted.puts.begin(), drafted.puts.end(), std::back_inserter(all.puts));
    std::move(drafted.dues.begin(), drafted.dues.end(), std::back_inserter(all.dues));
    return all;
}

static Result<Changes> act(
    const DropLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, captured_lead(command.lead, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& lead = body_of<Lead>(record);
    lead.state = LeadState::dropped;
    lead.text = command.text;
    changes.put(std::move(record));
    return changes.take();
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

static std::string region_of(const Program& program, std::string_view country) {
    for (const Region& region : program.regions) {
        const auto& all = region.countries;
        if (std::find(all.begin(), all.end(), country) != all.end()) return region.key;
    }
    return {};
}

// Offers the lead to the next partner, or says that there is none.
static void offer_to_next(Record& record, const RecordSource& records, ChangeSet& changes) {
    auto& lead = body_of<VendorLead>(record);
    const Context& context = changes.context();
    const Program& program = context.program;
    const auto ranked =
        ranked_partners(lead, candidates_for(lead, records, program), program, changes.today());
    lead.offered_to = {};
    lead.offer = {};
    lead.answer_by = {};
    if (ranked.empty()) {
        lead.state = VendorLeadState::without_partner;
        return;
    }
    const BusinessCalendar calendar =
        calendar_of_region(program, region_of(program, lead.form.country));
    const RankedPartner& first = ranked.front();
    LeadOffer offer;
    offer.partner = first.id;
    offer.lead = {record.id};
    offer.country = lead.form.country;
    offer.sector = lead.form.sector;
    offer.products = lead.form.products;
    offer.note = lead.form.note;
    offer.why = first.why;
    offer.offered_at = context.now;
    offer.answer_by =
        after_business_days(calendar, context.now, program.review.lead_answer_business_days);
    lead.state = VendorLeadState::offered;
    lead.offered_to = first.id;
    lead.offer = {derived_id(record.id, "offer", lead.tried.size())};
    lead.answer_by = offer.answer_by;
    changes.put(changes.created(lead.offer.bytes, std::move(offer)));
}

static Result<Changes> act(
    const ReceiveLead& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::vendor_lead, command.lead.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "lead", {}};
    }
    if (command.form.country.empty()) {
        return Problem{ProblemCode::country_must_be_known, "form.country", {}};
    }
    TRY_DONE(lead_is_sound(command.form, context.program));
    ChangeSet changes(context);
    VendorLead lead;
    lead.form = command.form;
    lead.received_at = context.now;
    Record record = changes.created(command.lead.bytes, std::move(lead));
    // Staff's devices hold some partners: who is next is said where all of them are known.
    if (context.authority) offer_to_next(record, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

static Result<const Record*> open_offer(
    LeadOfferId offer, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::lead_offer, offer.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    if (body_of<LeadOffer>(*before).state != OfferState::open) {
        return ProblemCode::offer_must_be_open;
    }
    return before;
}

static Result<Changes> act(
    const AcceptLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, open_offer(command.offer, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& offer = body_of<LeadOffer>(record);
    offer.state = OfferState::accepted;
    offer.answered_by = context.actor.person;
    // The contact is the vendor's until here: a device learns it with the server's answer.
    const Record* source = records.find({Kind::vendor_lead, offer.lead.bytes});
    if (source == nullptr) {
        changes.put(std::move(record));
        return changes.take();
    }
    Record vendor_lead = changes.edited(*source);
    body_of<VendorLead>(vendor_lead).state = VendorLeadState::accepted;
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
    const NamedKey* reason = entry_with_key(program.service.lead_decline_reasons, command.reason);
    if (command.reason.empty()) {
        return Problem{ProblemCode::reason_must_be_given, "reason", {}};
    }
    if (reason == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "reason", {}};
    }
    if (reason->text_required && command.text.empty()) {
        return Problem{ProblemCode::reason_must_be_given, "text", {}};
    }
    return Done{};
}

static Result<Changes> act(
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
    const Record* source = records.find({Kind::vendor_lead, offer.lead.bytes});
    if (source != nullptr) {
        // Waiting falls due at once: the system passes it on, with all partners in sight.
        Record vendor_lead = changes.edited(*source, By::system);
        auto& lead = body_of<VendorLead>(vendor_lead);
        lead.state = VendorLeadState::waiting;
        lead.tried.push_back(offer.partner);
        changes.put(std::move(vendor_lead));
    }
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
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
        changes.put(std::move(offer));
        lead.tried.push_back(lead.offered_to);
    }
    offer_to_next(record, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

static constexpr Right announcers[] = {{Side::staff, Permission::distribute_leads}};
static constexpr Right capturers[] = {{Side::partner, Permission::capture_leads}};
static constexpr Right registrars[] = {{Side::partner, Permission::register_deal}};
static constexpr Right answerers[] = {{Side::partner, Permission::answer_leads}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

static void need_show(const Command& command, const Actor&, Needs& wanted) {
    wanted.records.push_back({Kind::show, command.get<CaptureLead>().show.bytes});
}

static void need_deal(const Command& command, const Actor&, Needs& wanted) {
    wanted.records.push_back({Kind::deal, command.get<RegisterLead>().deal.bytes});
}

// One at a time: a lead that is passed on is not accepted meanwhile.
static void need_partners(const Command& command, const Actor&, Needs& wanted) {
    wanted.index_keys.emplace_back("partners");
    wanted.guards.push_back(index_key("lead", subject_of(command).id));
}

// Of those who could be asked: certificates, and the offers that still wait.
static void need_candidates(
    const VendorLead& lead, const RecordSource& records, const Program& program, Needs& wanted
) {
    for (const Record* record : records.under("partners")) {
        const PartnerId id{record->id};
        if (!may_be_offered(lead, id, body_of<Partner>(*record), program)) continue;
        wanted.index_keys.push_back(index_key("certificates_of", id.bytes));
        wanted.index_keys.push_back(index_key("open_offers_of", id.bytes));
    }
}

static void need_first_candidates(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    VendorLead lead;
    lead.form = command.get<ReceiveLead>().form;
    need_candidates(lead, records, context.program, wanted);
}

static void need_next_candidates(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const Record* record = records.find(subject_of(command));
    if (record == nullptr) return;
    const auto& lead = body_of<VendorLead>(*record);
    wanted.records.push_back({Kind::lead_offer, lead.offer.bytes});
    need_candidates(lead, records, context.program, wanted);
}

static void need_vendor_lead(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* record = records.find(subject_of(command));
    if (record == nullptr) return;
    const VendorLeadId lead = body_of<LeadOffer>(*record).lead;
    wanted.records.push_back({Kind::vendor_lead, lead.bytes});
    wanted.guards.push_back(index_key("lead", lead.bytes));
}

constinit const CommandRule AnnounceShow::registered =
    command_rule<&AnnounceShow::show>("announce_show", Kind::show, announcers);
constinit const CommandRule CaptureLead::registered = with_needs(
    command_rule<&CaptureLead::lead>("capture_lead", Kind::lead, capturers), need_show, nullptr
);
constinit const CommandRule RegisterLead::registered = with_needs(
    command_rule<&RegisterLead::lead>("register_lead", Kind::lead, registrars), need_deal, nullptr
);
constinit const CommandRule DropLead::registered =
    command_rule<&DropLead::lead>("drop_lead", Kind::lead, capturers);
constinit const CommandRule ReceiveLead::registered = with_needs(
    command_rule<&ReceiveLead::lead>("receive_lead", Kind::vendor_lead, announcers),
    need_partners,
    need_first_candidates
);
constinit const CommandRule AcceptLead::registered = with_needs(
    command_rule<&AcceptLead::offer>("accept_lead", Kind::lead_offer, answerers),
    nullptr,
    need_vendor_lead
);
constinit const CommandRule DeclineLead::registered = with_needs(
    command_rule<&DeclineLead::offer>("decline_lead", Kind::lead_offer, answerers),
    nullptr,
    need_vendor_lead
);
constinit const CommandRule PassLeadOn::registered = with_needs(
    command_rule<&PassLeadOn::lead>("pass_lead_on", Kind::vendor_lead, the_clock),
    need_partners,
    need_next_candidates
);

std::span<const CommandRule* const> lead_commands() {
    static constexpr const CommandRule* rules[] = {
        &AnnounceShow::registered,
        &CaptureLead::registered,
        &RegisterLead::registered,
        &DropLead::registered,
        &ReceiveLead::registered,
        &AcceptLead::registered,
        &DeclineLead::registered,
        &PassLeadOn::registered,
    };
    return rules;
}

}  // namespace entente
