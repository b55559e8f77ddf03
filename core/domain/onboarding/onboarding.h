// From the application to an active partner: five steps, each with an owner and a due date.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

struct OnboardingMark {
    OnboardingStep step = OnboardingStep::application;
    Date due_on{};
    Moment done_at;
    std::string done_by;  // The name as it was then; empty: the system.

    void describe(FieldVisitor& v);
    friend bool operator==(const OnboardingMark&, const OnboardingMark&) = default;
};

enum class OnboardingState : std::uint8_t { running, finished, refused };
std::span<const std::string_view> names_of(OnboardingState);

struct Onboarding {
    PartnerId partner;
    OnboardingState state = OnboardingState::running;
    OnboardingStep step = OnboardingStep::application;  // The one that is to be done.
    PersonId owner;                                     // The vendor's.
    std::string owner_name;
    std::string contact_name;  // The partner's, before it has people in the portal.
    std::string contact_email;
    std::vector<OnboardingMark> marks;  // The steps done and the one that is to be done.
    std::vector<std::string> checks;    // Of the due diligence.
    std::string decision_text;
    std::string internal_note;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Onboarding&, const Onboarding&) = default;
};

// One a partner.
IdBytes onboarding_id(PartnerId partner);

// Starts with the application received at that moment.
void begin(Onboarding& onboarding, const Program& program, Moment now, std::string_view by);

// Ends the step that is to be done; the next one is due its days later. After the last it is
// finished.
void finish_step(Onboarding& onboarding, const Program& program, Moment now, std::string_view by);

// The mark of a step; null before its turn.
const OnboardingMark* mark_of(const Onboarding& onboarding, OnboardingStep step);

// Days by which the step that is to be done is late; 0 while it is not.
std::int64_t days_late(const Onboarding& onboarding, Date today);

// Days from the agreement to active, the figure the program promises; none before both are done.
std::optional<std::int64_t> days_to_active(const Onboarding& onboarding);

// A line about the step that was taken, from which to where the onboarding stands now.
void tell_step(
    const Record& onboarding,
    std::string_view event,
    OnboardingStep from,
    ChangeSet& changes,
    Told said = {}
);

// Takes the step of the first certificate when that is what the partner's onboarding waits for, and
// the level is the program's first.
void note_first_certificate(
    PartnerId partner, std::string_view level, const RecordSource& records, ChangeSet& changes
);

}  // namespace entente
