#include "core/domain/onboarding/onboarding.h"

#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(OnboardingState) {
    static constexpr std::array<std::string_view, 3> names{"running", "finished", "refused"};
    return names;
}

void OnboardingMark::describe(FieldVisitor& v) {
    field(v, "step", step);
    field(v, "due_on", due_on);
    field(v, "done_at", done_at);
    field(v, "done_by", done_by);
}

void Onboarding::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "state", state);
    field(v, "step", step);
    field(v, "owner", owner);
    field(v, "owner_name", owner_name);
    field(v, "contact_name", contact_name);
    field(v, "contact_email", contact_email);
    field(v, "marks", marks);
    field(v, "checks", checks);
    field(v, "decision_text", decision_text);
    field(v, "internal_note", internal_note);
}

static constexpr FieldAccess fields[] = {
    {"partner", seen_by::all},
    {"state", seen_by::all},
    {"step", seen_by::all},
    {"owner", seen_by::all},
    {"owner_name", seen_by::all},
    {"contact_name", seen_by::keeper},
    {"contact_email", seen_by::keeper},
    {"marks", seen_by::all},
    {"checks", seen_by::staff},
    {"decision_text", seen_by::all},
    {"internal_note", seen_by::staff},
};

// Who earned the first certificate is a colleague's learning: members hear that it is there.
static void hide_the_learner(Record& record, const Viewer& viewer) {
    if (!sees_ones_own(viewer.audience)) return;
    for (OnboardingMark& mark : body_of<Onboarding>(record).marks) {
        if (mark.step == OnboardingStep::first_certificate) mark.done_by.clear();
    }
}

constinit const KindRule Onboarding::registered = {
    .kind = Kind::onboarding,
    .type = body_type<Onboarding>,
    .place = shared_place<Onboarding>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& body = body_of<Onboarding>(record);
        std::vector<std::string> keys{index_key("onboarding_of", body.partner.bytes)};
        if (body.state == OnboardingState::running) keys.emplace_back("onboarding_running");
        return keys;
    },
    .fields = fields,
    .redact = hide_the_learner};

IdBytes onboarding_id(PartnerId partner) {
    return derived_id(partner.bytes, "onboarding", 0);
}

static const OnboardingStepRule& rule_of(const Program& program, OnboardingStep step) {
    const auto index = static_cast<std::size_t>(step);
    check(index < program.service.onboarding.size());
    return program.service.onboarding[index];
}

const OnboardingMark* mark_of(const Onboarding& onboarding, OnboardingStep step) {
    for (const OnboardingMark& mark : onboarding.marks) {
        if (mark.step == step) return &mark;
    }
    return nullptr;
}

void begin(Onboarding& onboarding, const Program& program, Moment now, std::string_view by) {
    check(onboarding.marks.empty());
    onboarding.step = OnboardingStep::application;
    onboarding.marks.push_back({.step = OnboardingStep::application, .due_on = date_of(now)});
    finish_step(onboarding, program, now, by);
}

void finish_step(Onboarding& onboarding, const Program& program, Moment now, std::string_view by) {
    check(onboarding.state == OnboardingState::running && !onboarding.marks.empty());
    OnboardingMark& mark = onboarding.marks.back();
    check(mark.step == onboarding.step && !mark.done_at.given());
    mark.done_at = now;
    mark.done_by = std::string(by);
    if (onboarding.step == OnboardingStep::activation) {
        onboarding.state = OnboardingState::finished;
        return;
    }
    onboarding.step = static_cast<OnboardingStep>(static_cast<int>(onboarding.step) + 1);
    const Days days{rule_of(program, onboarding.step).within_days};
    onboarding.marks.push_back({.step = onboarding.step, .due_on = date_of(now) + days});
}

std::int64_t days_late(const Onboarding& onboarding, Date today) {
    if (onboarding.state != OnboardingState::running) return 0;
    const OnboardingMark* mark = mark_of(onboarding, onboarding.step);
    check(mark != nullptr);
    return std::max<std::int64_t>(0, (today - mark->due_on).count());
}

std::optional<std::int64_t> days_to_active(const Onboarding& onboarding) {
    const OnboardingMark* signed_on = mark_of(onboarding, OnboardingStep::agreement);
    const OnboardingMark* active = mark_of(onboarding, OnboardingStep::activation);
    const bool both = signed_on != nullptr && signed_on->done_at.given() && active != nullptr &&
                      active->done_at.given();
    if (!both) return std::nullopt;
    return (date_of(active->done_at) - date_of(signed_on->done_at)).count();
}

void tell_step(
    const Record& onboarding,
    std::string_view event,
    OnboardingStep from,
    ChangeSet& changes,
    Told said
) {
    const auto& stands = body_of<Onboarding>(onboarding);
    const bool runs = stands.state == OnboardingState::running;
    said.event = event;
    said.from = name_of(from);
    said.to = runs ? name_of(stands.step) : name_of(stands.state);
    changes.tell(onboarding, std::move(said));
}

void note_first_certificate(
    PartnerId partner, std::string_view level, const RecordSource& records, ChangeSet& changes
) {
    const Context& context = changes.context();
    const auto& levels = context.program.levels;
    if (levels.empty() || levels.front().key != level) return;
    const Record* before = records.find({Kind::onboarding, onboarding_id(partner)});
    if (before == nullptr) return;
    const auto& stands = body_of<Onboarding>(*before);
    const bool waits = stands.state == OnboardingState::running &&
                       stands.step == OnboardingStep::first_certificate;
    if (!waits) return;
    Record record = changes.edited(*before);
    finish_step(body_of<Onboarding>(record), context.program, context.now, context.actor.name);
    tell_step(record, "first_certificate_earned", stands.step, changes);
    changes.put(std::move(record));
}

}  // namespace entente
