#include "tests/support/measured_world.h"

#include "tests/support/deal_world.h"

namespace entente::test {

MeasuredWorld::MeasuredWorld(Date today) : builder(shipped_program().program, today) {
    deal.currency = usd;
    deal.customer.country = "US";
}

IdBytes MeasuredWorld::next_id() {
    return derived_id({}, "measured", ++count_);
}

PartnerId MeasuredWorld::partner(
    const std::string& name, void (*change)(Partner&), const PartnerDays& days
) {
    Partner partner;
    partner.name = name;
    partner.tier = Tier::tier_2;
    partner.lifecycle = Lifecycle::active;
    partner.region = "north_america";
    partner.home_country = "US";
    if (change != nullptr) change(partner);
    const PartnerId id{id_of(name)};
    builder.add(id, partner, days);
    return id;
}

void MeasuredWorld::won(PartnerId partner, std::int64_t dollars, Date on, DealSource source) {
    Deal won_deal = deal;
    won_deal.partner = partner;
    won_deal.source = source;
    won_deal.review = Review::closed;
    won_deal.outcome = DealOutcome::won;
    won_deal.lines = {{.category = "software_licenses", .amount = {dollars * 100, deal.currency}}};
    builder.add({next_id()}, won_deal, {.approved_on = on - Days{10}, .won_on = on});
}

void MeasuredWorld::approved(
    PartnerId partner, std::int64_t dollars, Date on, Date expected_close
) {
    Deal open_deal = deal;
    open_deal.partner = partner;
    open_deal.review = Review::approved;
    open_deal.expected_close = expected_close;
    open_deal.lines = {{.category = "software_licenses", .amount = {dollars * 100, deal.currency}}};
    builder.add({next_id()}, open_deal, {.approved_on = on, .won_on = {}});
}

void MeasuredWorld::certificate(
    PartnerId partner, const char* person, const char* level, Date awarded_on
) {
    Certificate held;
    held.partner = partner;
    held.person = {id_of(person)};
    held.level = level;
    held.awarded_on = awarded_on;
    held.expires_on = awarded_on + Days{365};
    builder.add(held);
}

void MeasuredWorld::lessons(PartnerId partner, std::int32_t done, std::int32_t total) {
    Enrollment enrollment;
    enrollment.partner = partner;
    enrollment.lessons_done = done;
    enrollment.lessons_total = total;
    builder.add(next_id(), enrollment);
}

void MeasuredWorld::answer(PartnerId partner, Date on, std::int32_t score) {
    builder.add_answer(next_id(), partner, on, score);
}

void MeasuredWorld::ticket(PartnerId partner, Date resolved_on, std::int64_t hours_hundredths) {
    builder.add_ticket(next_id(), partner, resolved_on, hours_hundredths * ms_per_hour / 100);
}

void MeasuredWorld::marketing(PartnerId partner, Date on, const char* act) {
    builder.add_marketing(next_id(), partner, on, act);
}

void MeasuredWorld::figure(
    const char* key, Period days, std::int64_t dollars, const char* partner
) {
    CompanyFigure row;
    row.figure = key;
    row.from = days.from;
    row.until = days.until;
    row.amount = in_dollars(dollars);
    row.partner = partner;
    row.source = "Ledger";
    builder.add(row);
}

}  // namespace entente::test
