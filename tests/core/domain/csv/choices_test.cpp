#include "core/domain/csv/choices.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

// One row for each value that the three CRMs come with, in their order.

TEST_CASE("choices: every stage of the CRMs' own lists that is open has its stage") {
    struct Row {
        const char* cell;
        std::optional<Stage> stage;
    };
    const Row rows[] = {// Salesforce.
                        {"Prospecting", Stage::prospect},
                        {"Qualification", Stage::qualified},
                        {"Needs Analysis", Stage::qualified},
                        {"Value Proposition", Stage::technical_validation},
                        {"Id. Decision Makers", Stage::technical_validation},
                        {"Perception Analysis", Stage::technical_validation},
                        {"Proposal/Price Quote", Stage::business_validation},
                        {"Negotiation/Review", Stage::committed},
                        {"Closed Won", std::nullopt},
                        {"Closed Lost", std::nullopt},
                        // HubSpot, with and without the pipeline behind it.
                        {"Appointment Scheduled", Stage::prospect},
                        {"Qualified To Buy", Stage::qualified},
                        {"Presentation Scheduled", Stage::technical_validation},
                        {"Decision Maker Bought-In", Stage::business_validation},
                        {"Contract Sent", Stage::committed},
                        {"Qualified To Buy (Sales Pipeline)", Stage::qualified},
                        {"Decision Maker Bought-In (Sales Pipeline)", Stage::business_validation},
                        {"Closed Won (Sales Pipeline)", std::nullopt},
                        // Dynamics, as a stage and as a pipeline phase.
                        {"Qualify", Stage::prospect},
                        {"Develop", Stage::qualified},
                        {"Propose", Stage::business_validation},
                        {"Close", Stage::committed},
                        {"1-Qualify", Stage::prospect},
                        {"2-Develop", Stage::qualified},
                        {"3-Propose", Stage::business_validation},
                        {"4-Close", Stage::committed},
                        // Ours.
                        {"prospect", Stage::prospect},
                        {"qualified", Stage::qualified},
                        {"technical_validation", Stage::technical_validation},
                        {"Business validation", Stage::business_validation},
                        {"committed", Stage::committed},
                        {"(Sales Pipeline)", std::nullopt},
                        {"12", std::nullopt},
                        {"", std::nullopt}};
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        CHECK(stage_from_cell(row.cell) == row.stage);
    }
}

TEST_CASE("choices: every source of the CRMs' own lists is known, and only a lead is the vendor's"
) {
    struct Row {
        const char* cell;
        DealSource source;
    };
    const Row rows[] = {// Salesforce, old and new.
                        {"Advertisement", DealSource::own},
                        {"Employee Referral", DealSource::referral},
                        {"External Referral", DealSource::referral},
                        {"Partner", DealSource::referral},
                        {"Public Relations", DealSource::own},
                        {"Seminar - Internal", DealSource::event},
                        {"Seminar - Partner", DealSource::event},
                        {"Trade Show", DealSource::event},
                        {"Web", DealSource::own},
                        {"Word of mouth", DealSource::referral},
                        {"Other", DealSource::own},
                        {"Phone Inquiry", DealSource::own},
                        {"Partner Referral", DealSource::referral},
                        {"Purchased List", DealSource::own},
                        // Dynamics has the first ones, and:
                        {"Seminar", DealSource::event},
                        {"Word of Mouth", DealSource::referral},
                        // HubSpot.
                        {"Organic search", DealSource::own},
                        {"Paid search", DealSource::own},
                        {"Email marketing", DealSource::own},
                        {"Organic social", DealSource::own},
                        {"Paid social", DealSource::own},
                        {"Referrals", DealSource::referral},
                        {"Other campaigns", DealSource::own},
                        {"Direct traffic", DealSource::own},
                        {"Offline Sources", DealSource::own},
                        // Ours.
                        {"own", DealSource::own},
                        {"event", DealSource::event},
                        {"lead", DealSource::lead},
                        {"referral", DealSource::referral}};
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        CHECK(source_from_cell(row.cell) == row.source);
    }
    CHECK_FALSE(source_from_cell("Cold call").has_value());
    // A bracket that does not end is part of the name.
    CHECK(stage_from_cell("3. Qualified (25 %)") == Stage::qualified);
    CHECK_FALSE(stage_from_cell("3. Qualified (25 %").has_value());
    CHECK_FALSE(stage_from_cell("42").has_value());
}

TEST_CASE("choices: every type of the CRMs' own lists is known") {
    struct Row {
        const char* cell;
        DealType type;
    };
    const Row rows[] = {
        {"New Customer", DealType::new_business},
        {"Existing Customer - Upgrade", DealType::expansion},
        {"Existing Customer - Replacement", DealType::renewal},
        {"Existing Customer - Downgrade", DealType::renewal},
        {"New Business", DealType::new_business},
        {"Existing Business", DealType::expansion},
        {"new", DealType::new_business},
        {"renewal", DealType::renewal},
        {"expansion", DealType::expansion}};
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        CHECK(type_from_cell(row.cell) == row.type);
    }
    CHECK_FALSE(type_from_cell("gift").has_value());
}
