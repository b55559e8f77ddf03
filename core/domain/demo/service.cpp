// Questions to the support team, what partners say of working together, and what they learn.
#include "core/domain/commands/learning.h"
#include "core/domain/commands/outreach.h"
#include "core/domain/commands/support.h"
#include "core/domain/demo/beside.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/exam.h"

#include <algorithm>

namespace entente {

Moment days_ago(const DemoWorld& world, std::int32_t days, std::size_t turn) {
    const auto hour = static_cast<std::int64_t>(8 + turn % 9);
    return start_of(world.today() - Days{days}) + hour * ms_per_hour;
}

// ---- Tickets ------------------------------------------------------------------------------------

namespace {

struct Asked {
    std::string_view topic;
    std::string_view subject;
    std::string_view text;
    std::string_view answer;
};
constexpr Asked questions[] = {
    {"registration",
     "A product is missing in the form",
     "We sell the supply chain module, and the form does not offer it.",
     "It opens with the first Professional."},
    {"earnings",
     "When is a deal of August paid?",
     "It was won on the last day of the month, and no statement has it.",
     "It is held for 45 days and stands in the statement of the next quarter."},
    {"learning",
     "A lesson shows no pictures offline",
     "The second lesson of Professional has empty frames on the train.",
     "Open it once while online; the next version keeps them."},
    {"marketing",
     "Our logo on the brochure",
     "May we print the brochure with both logos?",
     "Yes: take the co-branded one from the library."},
    {"access",
     "A colleague cannot sign in",
     "She joined us last week and gets no further than the password.",
     "Your administrator has to add her first; then it works."}};

}  // namespace

static Moment hours_ago(const DemoWorld& world, std::int64_t hours) {
    return world.now() + -hours * ms_per_hour;
}

static OpenTicket ticket_about(const DemoWorld& world, std::size_t number) {
    const Asked& asked = questions[number % std::size(questions)];
    OpenTicket command;
    command.ticket = {world.id("ticket", number)};
    command.topic = std::string(asked.topic);
    command.subject = std::string(asked.subject);
    command.text = std::string(asked.text);
    return command;
}

static void plan_act(DemoWorld& world, Moment at, PersonId who, Command command) {
    world.plan(at, [&world, who, command = std::move(command)] { world.act(who, command); });
}

// Resolved within the day by four in five, and closed by itself or with a word.
static void plan_past_ticket(
    DemoWorld& world, const DemoPartner& partner, PersonId manager, std::size_t number
) {
    DemoChance& chance = world.chance();
    const auto days_active = static_cast<std::int32_t>((world.today() - partner.active_on).count());
    const std::int32_t days_min = partner.dormant ? 60 : 4;
    const Moment at =
        days_ago(world, chance.between(days_min, std::min(300, days_active - 2)), number);
    const OpenTicket question = ticket_about(world, number);
    plan_act(world, at, partner.seller(), question);
    const std::int32_t hours =
        chance.in_percent(82) ? chance.between(1, 22) : chance.between(25, 70);
    const Moment resolved_at = at + hours * ms_per_hour;
    const std::string answer(questions[number % std::size(questions)].answer);
    plan_act(world, resolved_at, manager, ResolveTicket{question.ticket, answer});
    if (!chance.in_percent(50)) return;
    const RateTicket rated{question.ticket, chance.between(3, 5), {}};
    plan_act(world, resolved_at + 5 * ms_per_hour, partner.seller(), rated);
}

// Half of the partners have asked today or yesterday; the answers stand at every step.
static void plan_fresh_ticket(
    DemoWorld& world, const DemoPartner& partner, PersonId manager, std::size_t turn
) {
    if (turn % 2 != 0) return;
    constexpr std::size_t fresh_numbers = 100'000;  // Apart from those of the past.
    const OpenTicket question = ticket_about(world, fresh_numbers + turn * std::size(questions));
    const auto ago = static_cast<std::int64_t>(3 + turn % 16);
    plan_act(world, hours_ago(world, ago), partner.seller(), question);
    if (turn % 8 == 2) {
        const AnswerTicket asked{question.ticket, "For which country?", true, false, {}};
        plan_act(world, hours_ago(world, ago - 1), manager, asked);
    }
    if (turn % 8 < 4) return;
    const ResolveTicket answer{question.ticket, "It opens with the first Professional."};
    plan_act(world, hours_ago(world, ago - 2), manager, answer);
    if (turn % 8 != 6) return;
    plan_act(
        world, hours_ago(world, 1), partner.seller(), RateTicket{question.ticket, 4, "Quick."}
    );
}

// ---- Surveys ------------------------------------------------------------------------------------

// What the partner says of the quarter before, if it says anything.
static void plan_surveys(DemoWorld& world, const DemoPartner& partner) {
    DemoChance& chance = world.chance();
    const std::int32_t days_max = std::min(12, world.program().service.survey_answer_days);
    for (Date day = first_day_of_next_quarter(partner.active_on); day <= world.today();
         day = first_day_of_next_quarter(day)) {
        if (!chance.in_percent(80)) continue;
        const SurveyId survey{quarter_survey_id(partner.id, day)};
        const std::int32_t roll = chance.below(100);
        const std::int32_t score = roll < 55 ? 5 : roll < 90 ? 4 : roll < 97 ? 3 : 2;
        const Moment at = start_of(day + Days{chance.between(1, days_max)}) + 15 * ms_per_hour;
        plan_act(world, at, partner.seller(), AnswerSurvey{survey, score, {}});
    }
}

// ---- Lessons ------------------------------------------------------------------------------------

// Somebody's course until some lesson; most are through.
static void plan_course(
    DemoWorld& world, const DemoPartner& partner, PersonId learner, std::string_view level
) {
    const Course* course = course_of(world.program(), level);
    check(course != nullptr);
    DemoChance& chance = world.chance();
    const auto all = static_cast<std::int32_t>(course->lessons.size());
    const std::int32_t done = chance.in_percent(75) ? all : chance.between(0, all - 1);
    const auto days_here = static_cast<std::int32_t>((world.today() - partner.active_on).count());
    std::int32_t ago = chance.between(all + 2, std::max(all + 2, std::min(120, days_here - 1)));
    if (!partner.active()) ago = all + 2;
    const EnrollmentId enrollment{enrollment_id(learner, level)};
    plan_act(world, days_ago(world, ago), learner, Enroll{enrollment, std::string(level)});
    for (std::int32_t i = 0; i < done; i++) {
        ago--;
        const Lesson& lesson = course->lessons[static_cast<std::size_t>(i)];
        const FinishLesson finished{enrollment, lesson.key};
        plan_act(world, days_ago(world, ago, static_cast<std::size_t>(i)), learner, finished);
    }
}

static bool holds_on_day(
    const DemoWorld& world, const DemoPartner& partner, PersonId person, std::string_view level
) {
    const Certificates held = certificates_of(partner.id, world.records());
    // From long enough ago for a course to have begun since.
    return std::any_of(held.begin(), held.end(), [&](const Certificate* one) {
        return one->person == person && one->level == level && holds_on(*one, world.today()) &&
               holds_on(*one, world.today() - Days{125});
    });
}

static bool ever_held(
    const DemoWorld& world, const DemoPartner& partner, PersonId person, std::string_view level
) {
    return latest_of(certificates_of(partner.id, world.records()), person, level) != nullptr;
}

// Of those who could go on one or two do.
static void plan_learning(DemoWorld& world, const DemoPartner& partner) {
    if (!partner.active()) {
        for (std::size_t i = 0; i < 2; i++) {
            plan_course(world, partner, partner.people[i], "foundation");
        }
        return;
    }
    std::int32_t learners = 0;
    for (std::size_t i = 2; i < partner.people.size() && learners < 2; i++) {
        const PersonId person = partner.people[i];
        if (!holds_on_day(world, partner, person, "foundation")) continue;
        if (ever_held(world, partner, person, "professional")) continue;
        plan_course(world, partner, person, "professional");
        learners++;
    }
}

void plan_service(DemoWorld& world, const DemoCast& cast) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < cast.partners.size(); i++) {
        const DemoPartner& partner = cast.partners[i];
        const PersonId manager = cast.staff.manager_of(partner.named->region);
        const bool seller = partner.named->name == demo_seller_name;
        const bool learns = !seller && !partner.dormant;  // Slalom's people are written down.
        if (learns) plan_learning(world, partner);
        if (!partner.active()) continue;
        const std::int32_t past = partner.named->tier == Tier::emerging ? 1 : 4;
        for (std::int32_t ticket = 0; ticket < past; ticket++) {
            plan_past_ticket(world, partner, manager, number++);
        }
        if (!partner.dormant) plan_fresh_ticket(world, partner, manager, i);
        plan_surveys(world, partner);
    }
}

}  // namespace entente
