#include "core/domain/leads/lead.h"

#include "core/base/places/country.h"
#include "core/base/text/bounds.h"
#include "core/base/text/utf8.h"
#include "core/domain/commands/leads.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(LeadSource) {
    static constexpr std::array<std::string_view, 3> names{"show", "own", "vendor"};
    return names;
}

std::span<const std::string_view> names_of(LeadState) {
    static constexpr std::array<std::string_view, 3> names{"captured", "registered", "dropped"};
    return names;
}

std::span<const std::string_view> names_of(VendorLeadState) {
    static constexpr std::array<std::string_view, 5> names{
        "waiting", "offered", "accepted", "without_partner", "given_up"};
    return names;
}

std::span<const std::string_view> names_of(OfferState) {
    static constexpr std::array<std::string_view, 4> names{
        "open", "accepted", "declined", "passed_on"};
    return names;
}

void Show::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "city", city);
    field(v, "country", country);
    field(v, "starts_on", starts_on);
    field(v, "ends_on", ends_on);
}

void LeadForm::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "title", title);
    field(v, "email", email);
    field(v, "phone", phone);
    field(v, "company", company);
    field(v, "domain", domain);
    field(v, "country", country);
    field(v, "sector", sector);
    field(v, "products", products);
    field(v, "note", note);
    field(v, "consent", consent);
}

void Lead::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "form", form);
    field(v, "source", source);
    field(v, "show", show);
    field(v, "state", state);
    field(v, "captured_at", captured_at);
    field(v, "deal", deal);
    field(v, "text", text);
}

void VendorLead::describe(FieldVisitor& v) {
    field(v, "form", form);
    field(v, "state", state);
    field(v, "offered_to", offered_to);
    field(v, "offer", offer);
    field(v, "answer_by", answer_by);
    field(v, "tried", tried);
    field(v, "received_at", received_at);
    field(v, "pitch", pitch);
    field(v, "text", text);
}

void LeadOffer::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "lead", lead);
    field(v, "country", country);
    field(v, "sector", sector);
    field(v, "products", products);
    field(v, "note", note);
    field(v, "why", why);
    field(v, "state", state);
    field(v, "offered_at", offered_at);
    field(v, "answer_by", answer_by);
    field(v, "answered_by", answered_by);
    field(v, "reason", reason);
    field(v, "text", text);
}

LeadForm form_from_badge(const BadgeCard& badge) {
    LeadForm form;
    form.name = badge.name;
    form.title = badge.title;
    form.email = badge.email;
    form.phone = badge.phone;
    form.company = badge.company;
    form.note = badge.note;
    const std::size_t at = badge.email.rfind('@');
    if (at != std::string::npos) form.domain = badge.email.substr(at + 1);
    if (const auto country = country_of(badge.country)) form.country = std::string(country->code);
    return form;
}

// The title is made here, so it is this that keeps it short.
static std::string title_of(const LeadForm& lead, const Program& program) {
    std::string title = lead.company.empty() ? lead.name : lead.company;
    if (lead.products.empty()) return title;
    const Product* product = entry_with_key(program.products, lead.products.front());
    if (product == nullptr) return title;
    std::string whole = title + ": " + product->name;
    return length_of(whole) <= name_length_max ? whole : title;
}

DealForm deal_form_from_lead(const Lead& lead, const Program& program) {
    DealForm form;
    form.customer.legal_name = lead.form.company;
    form.customer.domain = lead.form.domain;
    form.customer.country = lead.form.country;
    form.customer.sector = lead.form.sector;
    const Sector* sector = entry_with_key(program.sectors, lead.form.sector);
    form.customer.public_sector = sector != nullptr && sector->public_sector;
    form.title = title_of(lead.form, program);
    form.objective = lead.form.note;
    form.products = lead.form.products;
    form.currency = program.currency;
    switch (lead.source) {
        case LeadSource::show:
            form.source = DealSource::event;
            break;
        case LeadSource::own:
            form.source = DealSource::own;
            break;
        case LeadSource::vendor:
            form.source = DealSource::lead;
            break;
    }
    form.contact = {.name = lead.form.name, .email = lead.form.email};
    return form;
}

static constexpr FieldAccess show_fields[] = {
    {"name", seen_by::all},
    {"city", seen_by::all},
    {"country", seen_by::all},
    {"starts_on", seen_by::all},
    {"ends_on", seen_by::all},
};

constinit const KindRule Show::registered = {
    .kind = Kind::show,
    .type = body_type<Show>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::program, .partner = {}, .owner = {}, .shared = true};
    },
    .index_keys = [](const Record&) -> std::vector<std::string> { return {"shows"}; },
    .fields = show_fields};

static constexpr FieldAccess lead_fields[] = {
    {"partner", seen_by::all},
    {"owner", seen_by::all},
    // A partner's own contacts are its own business: the vendor learns of those it registers.
    {"form", seen_by::partner_only},
    {"source", seen_by::all},
    {"show", seen_by::all},
    {"state", seen_by::all},
    {"captured_at", seen_by::all},
    {"deal", seen_by::all},
    {"text", seen_by::partner_only},
};

constinit const KindRule Lead::registered = {
    .kind = Kind::lead,
    .type = body_type<Lead>,
    .place = [](const Record& record) -> Place {
        const auto& lead = body_of<Lead>(record);
        return {.partner = lead.partner, .owner = lead.owner};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("leads_of", body_of<Lead>(record).partner.bytes)};
    },
    .fields = lead_fields,
    .state_field = "state"};

static constexpr FieldAccess vendor_lead_fields[] = {
    {"form", seen_by::staff},
    {"state", seen_by::staff},
    {"offered_to", seen_by::staff},
    {"offer", seen_by::staff},
    {"answer_by", seen_by::staff},
    {"tried", seen_by::staff},
    {"received_at", seen_by::staff},
    {"pitch", seen_by::staff},
    {"text", seen_by::staff},
};

// The day to answer counts to its end.
static void vendor_lead_dues(const Record& record, const Program&, std::vector<Due>& dues) {
    const auto& lead = body_of<VendorLead>(record);
    if (lead.state == VendorLeadState::offered) {
        dues.push_back({start_of(lead.answer_by + Days{1}), PassLeadOn{{record.id}}});
    }
    if (lead.state == VendorLeadState::waiting) {
        dues.push_back({record.changed_at, PassLeadOn{{record.id}}});
    }
}

constinit const KindRule VendorLead::registered = {
    .kind = Kind::vendor_lead,
    .type = body_type<VendorLead>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::staff, .partner = {}, .owner = {}, .shared = false};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        std::vector<std::string> keys{"vendor_leads"};
        const VendorLeadState stands_at = body_of<VendorLead>(record).state;
        const bool settled =
            stands_at == VendorLeadState::accepted || stands_at == VendorLeadState::given_up;
        if (!settled) keys.emplace_back("vendor_leads_open");
        return keys;
    },
    .fields = vendor_lead_fields,
    .dues = vendor_lead_dues};

static constexpr FieldAccess offer_fields[] = {
    {"partner", seen_by::all},
    {"lead", seen_by::all},
    {"country", seen_by::all},
    {"sector", seen_by::all},
    {"products", seen_by::all},
    {"note", seen_by::all},
    {"why", seen_by::all},
    {"state", seen_by::all},
    {"offered_at", seen_by::all},
    {"answer_by", seen_by::all},
    {"answered_by", seen_by::all},
    {"reason", seen_by::all},
    {"text", seen_by::all},
};

constinit const KindRule LeadOffer::registered = {
    .kind = Kind::lead_offer,
    .type = body_type<LeadOffer>,
    // Nobody's own: who may answer leads sees all of the partner.
    .place = [](const Record& record) -> Place {
        return {.partner = body_of<LeadOffer>(record).partner, .owner = {}};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& offer = body_of<LeadOffer>(record);
        std::vector<std::string> keys{index_key("offers_of", offer.partner.bytes)};
        if (offer.state == OfferState::open) {
            keys.push_back(index_key("open_offers_of", offer.partner.bytes));
        }
        return keys;
    },
    .fields = offer_fields,
    .state_field = "state"};

}  // namespace entente
