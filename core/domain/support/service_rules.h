// How the program serves its partners: onboarding, tickets, surveys and marketing, in numbers.
#pragma once

#include "core/domain/permission.h"
#include "core/domain/program/registration.h"

namespace entente {

// In the order in which they are taken.
enum class OnboardingStep : std::uint8_t {
    application,
    due_diligence,
    agreement,
    first_certificate,
    activation,
};
std::span<const std::string_view> names_of(OnboardingStep);

struct OnboardingStepRule {
    OnboardingStep step = OnboardingStep::application;
    std::string name;
    bool by_partner = false;       // Whose turn it is; else the vendor's.
    std::int32_t within_days = 0;  // Of the day on which the step before was done.

    void describe(FieldVisitor& v);
    friend bool operator==(const OnboardingStepRule&, const OnboardingStepRule&) = default;
};

struct TicketTopic {
    std::string key;
    std::string name;
    std::optional<Permission> needs;  // A benefit of certificates that the topic asks for.

    void describe(FieldVisitor& v);
    friend bool operator==(const TicketTopic&, const TicketTopic&) = default;
};

struct ServiceRules {
    std::vector<OnboardingStepRule> onboarding;
    std::vector<Permission> before_portal;  // What is left to a partner without portal access.
    std::vector<TicketTopic> ticket_topics;
    std::int32_t ticket_close_days = 0;  // Resolved and not reopened.
    std::int32_t survey_answer_days = 0;
    std::vector<NamedKey> due_diligence;  // What is looked at before an agreement.
    std::vector<NamedKey> lead_decline_reasons;
    std::string lead_level;  // What a partner must hold to be given a lead, unless a product asks.

    void describe(FieldVisitor& v);
    friend bool operator==(const ServiceRules&, const ServiceRules&) = default;
};

struct Program;

// The first thing that is wrong with the program's service rules, courses and levels' exams; the
// field is its path in the program.
std::optional<Problem> service_problem(const Program& program);

}  // namespace entente
