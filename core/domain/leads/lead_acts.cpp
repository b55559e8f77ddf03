// Shows and the leads that partners capture: kept, made whole, registered or dropped.
#include "core/base/places/country.h"
#include "core/base/places/email.h"
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/leads.h"
#include "core/domain/leads/distribution.h"
#include "core/domain/leads/vendor_lead_acts.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/form.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

// No more than the registration takes of the same (review/form.cpp): what was kept can become one.
static Outcome sizes_fit(const LeadForm& form) {
    constexpr std::size_t domain_length_max = 253;
    const BoundedText texts[] = {
        {form.name, "form.name"},
        {form.title, "form.title"},
        {form.email, "form.email", email_length_max},
        {form.phone, "form.phone"},
        {form.company, "form.company"},
        {form.domain, "form.domain", domain_length_max},
        {form.note, "form.note", text_length_max},
    };
    TRY_DONE(texts_are_short_enough(texts));
    return list_is_short_enough(form.products.size(), "form.products", products_max);
}

Outcome lead_is_sound(const LeadForm& form, const Program& program) {
    if (is_blank(form.name) && is_blank(form.company)) {
        return Problem{ProblemCode::field_must_be_given, "form.name", {}};
    }
    TRY_DONE(sizes_fit(form));
    if (!form.email.empty() && !is_email(form.email)) {
        return Problem{ProblemCode::contact_email_must_be_valid, "form.email", {}};
    }
    if (!form.country.empty() && !is_country(form.country)) {
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

static Outcome show_is_sound(const Show& show) {
    TRY_DONE(text_is_given(show.name, "about.name", name_length_max));
    TRY_DONE(text_is_short_enough(show.city, "about.city", name_length_max));
    if (!is_country(show.country)) {
        return Problem{ProblemCode::country_must_be_known, "about.country", {}};
    }
    if (show.starts_on == Date{}) {
        return Problem{ProblemCode::date_must_be_valid, "about.starts_on", {}};
    }
    if (show.ends_on < show.starts_on) {
        return Problem{
            ProblemCode::date_must_be_valid, "about.ends_on", text_from_date(show.starts_on)};
    }
    return Done{};
}

static Result<Changes> act(
    const AnnounceShow& command, const RecordSource& records, const Context& context
) {
    TRY_DONE(show_is_sound(command.about));
    ChangeSet changes(context);
    const Record* before = records.find({Kind::show, command.show.bytes});
    Record record = before == nullptr ? changes.created(command.show.bytes, command.about)
                                      : changes.edited(*before);
    body_of<Show>(record) = command.about;
    changes.tell(record, {.event = "show_announced", .to = command.about.name});
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
    Record record = changes.created(command.lead.bytes, std::move(lead));
    // Who it is stands in the lead alone: the vendor reads the line as well.
    changes.tell(record, {.event = "lead_captured", .to = std::string(name_of(LeadState{}))});
    changes.put(std::move(record));
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
    const EditLead& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, captured_lead(command.lead, records, context));
    TRY_DONE(lead_is_sound(command.form, context.program));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Lead>(record).form = command.form;
    changes.tell(record, {.event = "lead_edited"});
    changes.put(std::move(record));
    return changes.take();
}

static void tell_settled(ChangeSet& changes, const Record& lead, std::string_view event) {
    changes.tell(lead, told_step(event, LeadState::captured, body_of<Lead>(lead).state));
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
    tell_settled(changes, record, "lead_registered");
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
    TRY_DONE(text_is_short_enough(command.text, "text"));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& lead = body_of<Lead>(record);
    lead.state = LeadState::dropped;
    lead.text = command.text;
    tell_settled(changes, record, "lead_dropped");
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
    const RecordKey deal{Kind::deal, command.get<RegisterLead>().deal.bytes};
    wanted.records.push_back(deal);
    wanted.guards.push_back(guard_of(deal));
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

static void need_chosen_partner(const Command& command, const Actor&, Needs& wanted) {
    const RecordKey partner{Kind::partner, command.get<OfferLead>().partner.bytes};
    wanted.records.push_back(partner);
    wanted.index_keys.push_back(index_key("certificates_of", partner.id));
    wanted.guards.push_back(index_key("lead", subject_of(command).id));
    // It is neither suspended nor taken back meanwhile.
    wanted.guards.push_back(guard_of(partner));
}

static void need_the_lead_alone(const Command& command, const Actor&, Needs& wanted) {
    wanted.guards.push_back(index_key("lead", subject_of(command).id));
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
constinit const CommandRule EditLead::registered =
    command_rule<&EditLead::lead>("edit_lead", Kind::lead, capturers);
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
constinit const CommandRule OfferLead::registered = with_needs(
    command_rule<&OfferLead::lead>("offer_lead", Kind::vendor_lead, announcers),
    need_chosen_partner,
    nullptr
);
constinit const CommandRule GiveUpLead::registered = with_needs(
    command_rule<&GiveUpLead::lead>("give_up_lead", Kind::vendor_lead, announcers),
    need_the_lead_alone,
    nullptr
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
        &EditLead::registered,
        &RegisterLead::registered,
        &DropLead::registered,
        &ReceiveLead::registered,
        &AcceptLead::registered,
        &DeclineLead::registered,
        &OfferLead::registered,
        &GiveUpLead::registered,
        &PassLeadOn::registered,
    };
    return rules;
}

}  // namespace entente
