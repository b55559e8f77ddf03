// Contacts: captured at a show by a partner, or given to a partner by the vendor.
//
// What a partner captured lives with the partner. What the vendor has lives with the vendor; a
// partner sees an offer of it, and who the contact is only once it was accepted.
#pragma once

#include "core/domain/commands/deals.h"
#include "core/domain/leads/badge_card.h"
#include "core/domain/program.h"

namespace entente {

struct LeadTag;
struct ShowTag;
struct VendorLeadTag;
struct LeadOfferTag;
using LeadId = Id<LeadTag>;
using ShowId = Id<ShowTag>;
using VendorLeadId = Id<VendorLeadTag>;
using LeadOfferId = Id<LeadOfferTag>;

struct Show {
    std::string name;
    std::string city;
    std::string country;
    Date starts_on{};
    Date ends_on{};

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Show&, const Show&) = default;
};

// What is known of a contact, as the form holds it.
struct LeadForm {
    std::string name;
    std::string title;
    std::string email;
    std::string phone;
    std::string company;
    std::string domain;
    std::string country;
    std::string sector;                 // Key of a sector of the program.
    std::vector<std::string> products;  // Keys of products they asked about.
    std::string note;
    bool consent = false;  // They agreed that their data is kept for this.

    void describe(FieldVisitor& v);
    friend bool operator==(const LeadForm&, const LeadForm&) = default;
};

enum class LeadSource : std::uint8_t { show, own, vendor };
std::span<const std::string_view> names_of(LeadSource);

enum class LeadState : std::uint8_t { captured, registered, dropped };
std::span<const std::string_view> names_of(LeadState);

struct Lead {
    PartnerId partner;
    PersonId owner;
    LeadForm form;
    LeadSource source = LeadSource::own;
    ShowId show;
    LeadState state = LeadState::captured;
    Moment captured_at;  // By the device's clock: evidence, nothing is decided by it.
    DealId deal;         // Once it is registered.
    std::string text;    // Why it was dropped.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Lead&, const Lead&) = default;
};

enum class VendorLeadState : std::uint8_t { waiting, offered, accepted, without_partner, given_up };
std::span<const std::string_view> names_of(VendorLeadState);

struct VendorLead {
    LeadForm form;
    VendorLeadState state = VendorLeadState::waiting;
    PartnerId offered_to;
    LeadOfferId offer;
    Date answer_by{};              // The last day.
    std::vector<PartnerId> tried;  // Who had it and did not take it.
    Moment received_at;
    std::string pitch;  // What partners read before they answer: nothing of who it is.
    std::string text;   // Why it was given up.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const VendorLead&, const VendorLead&) = default;
};

enum class OfferState : std::uint8_t { open, accepted, declined, passed_on };
std::span<const std::string_view> names_of(OfferState);

struct LeadOffer {
    PartnerId partner;
    VendorLeadId lead;
    std::string country;  // What a partner decides by; the contact comes with the lead.
    std::string sector;
    std::vector<std::string> products;
    std::string note;              // The vendor's pitch, for as long as it is asked and once taken.
    std::vector<std::string> why;  // Keys: why this partner.
    OfferState state = OfferState::open;
    Moment offered_at;
    Date answer_by{};
    PersonId answered_by;
    std::string reason;  // Key of a decline reason of the program.
    std::string text;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const LeadOffer&, const LeadOffer&) = default;
};

// A badge is scanned in a second: only what makes it a contact at all is asked for, and consent.
Outcome lead_is_sound(const LeadForm& form, const Program& program);

// The form as far as a badge fills it: domain from the e-mail address, the country of its code.
LeadForm form_from_badge(const BadgeCard& badge);

// The registration's form with everything filled in that the lead knows: a draft that can be kept,
// whatever the lead holds.
DealForm deal_form_from_lead(const Lead& lead, const Program& program);

}  // namespace entente
