#include "core/domain/demo/cast.h"
#include "core/domain/demo/names.h"

namespace entente {

// Days until each certificate ends; 0: not held.
struct LearnerRow {
    std::string_view name;
    std::string_view role;
    std::int32_t foundation = 0;
    std::int32_t professional = 0;
};

// Eleven hold Foundation, six Professional, nobody Expert yet.
static constexpr LearnerRow learners[] = {
    {"Maya Okafor", "seller", 420, 200},
    {"Jonas Weber", "admin", 480, 21},
    {"Li Wen", "member", 300, 0},
    {"Ana Prado", "member", 0, 0},
    {"Tom Becker", "member", 0, 0},
    {"Sana Iqbal", "member", 180, 180},
    {"Grace Lindholm", "seller", 510, 330},
    {"Omar Haddad", "member", 260, 410},
    {"Ines Carvalho", "member", 350, 150},
    {"Peter Novotny", "member", 610, 0},
    {"Aiko Mori", "member", 95, 0},
    {"Dele Akande", "member", 140, 0},
    {"Ruben Castro", "member", 220, 0},
    {"Nora Falk", "member", 0, 0},
};

struct EnrollmentRow {
    std::size_t learner = 0;
    std::string_view level;
    EnrollmentStep step = EnrollmentStep::lessons;
    std::int32_t lessons_done = 0;
    std::int32_t best_score = 0;
    std::int32_t next_attempt_in_days = 0;
    std::int32_t lesson_days_ago = 0;
};

static constexpr EnrollmentRow enrollments[] = {
    {0, "expert", EnrollmentStep::peer_review, 7, 0, 0, 33},
    {1, "professional", EnrollmentStep::exam, 8, 0, 0, 4},
    {2, "professional", EnrollmentStep::project_handed_in, 8, 86, 0, 21},
    {3, "foundation", EnrollmentStep::exam_failed, 8, 72, 2, 12},
    {4, "foundation", EnrollmentStep::lessons, 1, 0, 0, 9},
    {6, "expert", EnrollmentStep::lessons, 3, 0, 0, 2},
};

static void add_enrollment(
    DemoWorld& world, PartnerId slalom, PersonId person, const EnrollmentRow& row
) {
    Enrollment body;
    body.partner = slalom;
    body.person = person;
    body.level = std::string(row.level);
    body.step = row.step;
    body.lessons_done = row.lessons_done;
    body.best_score = row.best_score;
    body.enrolled_on = world.today() - Days{60};
    body.lesson_done_on = world.today() - Days{row.lesson_days_ago};
    for (const Course& course : world.program().courses) {
        if (course.level != row.level) continue;
        body.lessons_total = static_cast<std::int32_t>(course.lessons.size());
        for (const Lesson& lesson : course.lessons) {
            if (body.lessons.size() == static_cast<std::size_t>(row.lessons_done)) break;
            body.lessons.push_back(lesson.key);
        }
    }
    if (row.next_attempt_in_days > 0) {
        body.next_attempt_on = world.today() + Days{row.next_attempt_in_days};
    }
    const IdBytes id = derived_id(person.bytes, "enrollment", 0);
    world.add(id, start_of(world.today() - Days{60}), std::move(body));
}

std::vector<PersonId> add_slalom_people(DemoWorld& world, PartnerId slalom) {
    std::vector<PersonId> people;
    for (const LearnerRow& learner : learners) {
        Person person;
        person.name = std::string(learner.name);
        person.email = demo_email(learner.name, "slalom.example");
        person.partner = slalom;
        person.role = std::string(learner.role);
        person.locale = "en";
        person.time_zone = "America/New_York";
        const PersonId id{derived_id(slalom.bytes, "person", people.size())};
        world.add(id.bytes, start_of(demo_begin(world.today())), std::move(person));
        if (learner.foundation > 0) {
            add_certificate(world, slalom, {id, "foundation", learner.foundation});
        }
        if (learner.professional > 0) {
            add_certificate(world, slalom, {id, "professional", learner.professional});
        }
        people.push_back(id);
    }
    for (const EnrollmentRow& row : enrollments) {
        add_enrollment(world, slalom, people[row.learner], row);
    }
    return people;
}

}  // namespace entente
