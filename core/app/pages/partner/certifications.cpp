#include "core/app/pages/partner/certifications.h"

#include "core/app/format.h"
#include "core/base/sort.h"

namespace entente {

namespace {

struct Holding {
    PersonId person;
    std::string name;
    std::vector<const Certificate*> held;     // By level; the one that holds longest.
    std::vector<const Enrollment*> enrolled;  // By level.
};

bool holds_on(const Certificate& certificate, Date day) {
    return certificate.awarded_on <= day && day <= certificate.expires_on;
}

Holding& holding_of(std::vector<Holding>& people, const PageSource& source, PersonId person) {
    for (Holding& holding : people) {
        if (holding.person == person) return holding;
    }
    const std::size_t levels = source.program.levels.size();
    const Person* known = person_of(source, person);
    const std::string name = known != nullptr ? known->name : source.words.text("common.somebody");
    people.push_back({person, name, {}, {}});
    people.back().held.resize(levels);
    people.back().enrolled.resize(levels);
    return people.back();
}

std::size_t level_index(const Program& program, std::string_view key) {
    for (std::size_t i = 0; i < program.levels.size(); i++) {
        if (program.levels[i].key == key) return i;
    }
    return program.levels.size();
}

std::vector<Holding> read_people(const PageSource& source) {
    const IdBytes& partner = source.actor.partner.bytes;
    const Program& program = source.program;
    std::vector<Holding> people;
    for (const Record* record : records_under(source, "people_of", partner)) {
        if (!body_of<Person>(*record).disabled) holding_of(people, source, {record->id});
    }
    for (const Record* record : records_under(source, "certificates_of", partner)) {
        const auto& certificate = body_of<Certificate>(*record);
        const std::size_t level = level_index(program, certificate.level);
        if (level == program.levels.size()) continue;
        const Certificate*& held = holding_of(people, source, certificate.person).held[level];
        if (held == nullptr || held->expires_on < certificate.expires_on) held = &certificate;
    }
    for (const Record* record : records_under(source, "enrollments_of", partner)) {
        const auto& enrollment = body_of<Enrollment>(*record);
        // What came of it is a certificate, and stands there.
        if (enrollment.step == EnrollmentStep::finished) continue;
        const std::size_t level = level_index(program, enrollment.level);
        if (level == program.levels.size()) continue;
        holding_of(people, source, enrollment.person).enrolled[level] = &enrollment;
    }
    sort_values(people, [](const Holding& a, const Holding& b) {
        return a.name != b.name ? a.name < b.name : a.person < b.person;
    });
    return people;
}

Mark enrollment_mark(const PageSource& source, const Enrollment& enrollment, const Level& level) {
    const Catalog& words = source.words;
    const std::string done = text_from_count(words, enrollment.lessons_done);
    const std::string total = text_from_count(words, enrollment.lessons_total);
    const std::string score = text_from_count(words, enrollment.best_score);
    const std::string pass = text_from_count(words, level.pass_score);
    const std::string text = words.text(
        "enrollment." + std::string(name_of(enrollment.step)),
        {{"done", done}, {"total", total}, {"score", score}, {"pass", pass}}
    );
    const bool begun = enrollment.step != EnrollmentStep::lessons;
    return {begun ? Tone::info : Tone::neutral, text};
}

Mark level_mark(const PageSource& source, const Holding& holding, std::size_t i) {
    const Catalog& words = source.words;
    const Level& level = source.program.levels[i];
    const Date today = date_of(source.now);
    if (const Certificate* held = holding.held[i]) {
        if (held->expires_on < today) {
            const std::string day = text_from_day_of_year(words, held->expires_on);
            return {Tone::danger, words.text("certificate.expired", {{"day", day}})};
        }
        if (held->expires_on <= today + Days{level.expiring_days}) {
            const std::string day = text_from_day_of_year(words, held->expires_on);
            return {Tone::warning, words.text("certificate.expires", {{"day", day}})};
        }
        const std::string month = text_from_month(words, held->expires_on);
        return {Tone::good, words.text("certificate.until", {{"month", month}})};
    }
    if (const Enrollment* enrollment = holding.enrolled[i]) {
        return enrollment_mark(source, *enrollment, level);
    }
    return {};
}

std::string next_step(const PageSource& source, const Holding& holding) {
    const Catalog& words = source.words;
    const Date today = date_of(source.now);
    for (std::size_t i = 0; i < holding.held.size(); i++) {
        const Level& level = source.program.levels[i];
        if (const Enrollment* enrollment = holding.enrolled[i]) {
            const std::string key = "next." + std::string(name_of(enrollment->step));
            const std::string day = text_from_day_of_year(words, enrollment->next_attempt_on);
            const std::string lesson = text_from_count(words, enrollment->lessons_done + 1);
            return words.text(key, {{"day", day}, {"lesson", lesson}, {"level", level.name}});
        }
        const Certificate* held = holding.held[i];
        if (held == nullptr) return words.text("next.enroll", {{"level", level.name}});
        if (held->expires_on <= today + Days{level.expiring_days}) {
            return words.text("next.renew", {{"level", level.name}});
        }
    }
    return words.text("next.nothing");
}

struct LevelCount {
    std::int64_t held = 0;
    std::int64_t enrolled = 0;
    Date expires{};  // The soonest among those about to expire.
};

LevelCount count_level(
    const PageSource& source, const std::vector<Holding>& people, std::size_t i
) {
    const Date today = date_of(source.now);
    LevelCount count;
    for (const Holding& holding : people) {
        const Certificate* held = holding.held[i];
        if (held != nullptr && holds_on(*held, today)) {
            count.held++;
            const Date soon = today + Days{source.program.levels[i].expiring_days};
            const bool sooner = count.expires == Date{} || held->expires_on < count.expires;
            if (held->expires_on <= soon && sooner) count.expires = held->expires_on;
        } else if (holding.enrolled[i] != nullptr) {
            count.enrolled++;
        }
    }
    return count;
}

LevelCard card_of(const PageSource& source, const std::vector<Holding>& people, std::size_t i) {
    const Catalog& words = source.words;
    const Level& level = source.program.levels[i];
    const LevelCount count = count_level(source, people, i);
    LevelCard card;
    card.name = level.name;
    card.mark = {Tone::neutral, words.text("level.not_begun")};
    if (count.enrolled > 0) card.mark = {Tone::info, words.text("level.in_progress")};
    if (count.held > 0) card.mark = {Tone::good, words.text("level.reached")};
    const std::string days = words.count("duration.days", level.training_days);
    card.how = words.text(
        level.training_ongoing ? "level.how_ongoing" : "level.how",
        {{"days", days}, {"award", level.award_text}}
    );
    card.unlocks_label = words.text("level.unlocks");
    for (const std::string& unlock : level.unlocks) {
        card.unlocks += card.unlocks.empty() ? unlock : ", " + unlock;
    }
    const auto all = static_cast<std::int64_t>(people.size());
    card.permille = all == 0 ? 0 : static_cast<std::int32_t>(count.held * 1000 / all);
    card.held = words.count("level.held", count.held);
    if (count.enrolled > 0) card.held += " · " + words.count("level.enrolled", count.enrolled);
    if (count.expires != Date{}) {
        const std::string day = text_from_day_of_year(words, count.expires);
        card.held += " · " + words.text("level.expires", {{"day", day}});
    }
    return card;
}

UnlockItem unlock_item(
    const PageSource& source,
    const std::string& name,
    const Level& level,
    std::int32_t needed,
    std::int64_t held
) {
    const Catalog& words = source.words;
    const bool open = held >= needed;
    const std::string people = text_from_count(words, needed);
    const std::string have = text_from_count(words, held);
    return {
        {open ? Tone::good : Tone::neutral, name},
        words.text(
            open ? "unlocked.open" : "unlocked.closed",
            {{"n", people}, {"level", level.name}, {"held", have}}
        )};
}

std::vector<UnlockItem> unlocks_of(const PageSource& source, const std::vector<Holding>& people) {
    const Program& program = source.program;
    std::vector<UnlockItem> items;
    const auto add = [&](const std::string& name, const std::string& key, std::int32_t needed) {
        const std::size_t i = level_index(program, key);
        if (i == program.levels.size()) return;
        const std::int64_t held = count_level(source, people, i).held;
        items.push_back(unlock_item(source, name, program.levels[i], needed, held));
    };
    if (const Partner* partner = partner_of(source, source.actor.partner)) {
        const std::string tier =
            source.words.text("unlocked.tier", {{"tier", tier_name(source, partner->tier)}});
        for (const CertificatePlan& plan :
             rule_of(program, partner->tier).requirement.certificates) {
            add(tier, plan.level, plan.people);
        }
    }
    for (const CertificateUnlock& unlock : program.certificate_unlocks) {
        add(unlock.name, unlock.level, unlock.people);
    }
    for (const Product& product : program.products) {
        if (!product.required_level.empty()) add(product.name, product.required_level, 1);
    }
    return items;
}

}  // namespace

CertificationsPage build_certifications_page(const PageSource& source) {
    const Catalog& words = source.words;
    const Date today = date_of(source.now);
    const std::vector<Holding> people = read_people(source);
    CertificationsPage page;
    page.title = words.text("certifications.title");
    page.none = words.text("common.none");
    std::int64_t certified = 0;
    for (const Holding& holding : people) {
        PersonRow row{
            text_from_id(holding.person.bytes), holding.name, {}, next_step(source, holding)};
        bool any = false;
        for (std::size_t i = 0; i < holding.held.size(); i++) {
            row.levels.push_back(level_mark(source, holding, i));
            any = any || (holding.held[i] != nullptr && holds_on(*holding.held[i], today));
        }
        certified += any ? 1 : 0;
        page.people.push_back(std::move(row));
    }
    const auto all = static_cast<std::int64_t>(people.size());
    page.subtitle = words.count(
        "certifications.subtitle", all, {{"certified", text_from_count(words, certified)}}
    );
    if (all > 0) {
        const auto share = static_cast<std::int32_t>((certified * 100 + all / 2) / all);
        page.subtitle += " · " + text_from_percent(words, Percent{share * 100});
    }
    page.columns.push_back(words.text("certifications.person"));
    for (std::size_t i = 0; i < source.program.levels.size(); i++) {
        page.levels.push_back(card_of(source, people, i));
        page.columns.push_back(source.program.levels[i].name);
    }
    page.columns.push_back(words.text("certifications.next"));
    const Partner* partner = partner_of(source, source.actor.partner);
    page.unlocks_title = words.text(
        "certifications.unlocks", {{"partner", partner != nullptr ? partner->name : std::string()}}
    );
    page.unlocks = unlocks_of(source, people);
    return page;
}

}  // namespace entente
