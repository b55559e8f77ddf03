// What happens beside the deals: money, questions, learning, marketing, leads, the company's books.
#pragma once

#include "core/domain/demo/cast.h"

namespace entente {

// The year's money of each partner, what it is asked for, and what was spent.
void plan_funds(DemoWorld& world, const DemoCast& cast);

// Questions to the support team, the quarter's survey, and lessons.
void plan_service(DemoWorld& world, const DemoCast& cast);

// Campaigns, case studies, the library.
void plan_outreach(DemoWorld& world, const DemoCast& cast);

// Shows and the contacts from there; the vendor's own leads and pursuits. Answers how many drafts
// of deals come of it.
std::size_t plan_leads(DemoWorld& world, const DemoCast& cast);

// The figures of each month, statements paid, and what is said of the launch.
void plan_books(DemoWorld& world, const DemoCast& cast);

// So many days before the demo's own, at an hour that differs with `turn`.
Moment days_ago(const DemoWorld& world, std::int32_t days, std::size_t turn = 0);

}  // namespace entente
