#include "core/app/pages/source.h"

#include <algorithm>

namespace entente {

namespace {

template <typename Body>
const Body* body_under(const PageSource& source, Kind kind, const IdBytes& id) {
    const Record* record = source.records.find(RecordKey{kind, id});
    return record == nullptr ? nullptr : record->body.as<Body>();
}

template <typename Entry>
std::string name_with_key(const std::vector<Entry>& entries, std::string_view key) {
    const Entry* entry = entry_with_key(entries, key);
    return entry != nullptr ? entry->name : std::string(key);
}

}  // namespace

SyncMark mark_of(const PageSource& source, const RecordKey& key) {
    const auto found = source.marks.find(key);
    return found == source.marks.end() ? SyncMark::confirmed : found->second;
}

std::vector<const Record*> records_under(
    const PageSource& source, std::string_view name, const IdBytes& id
) {
    return source.records.under(std::string(name) + ":" + text_from_id(id));
}

const Partner* partner_of(const PageSource& source, PartnerId id) {
    return body_under<Partner>(source, Kind::partner, id.bytes);
}

const Person* person_of(const PageSource& source, PersonId id) {
    return body_under<Person>(source, Kind::person, id.bytes);
}

const Agreement* agreement_of(const PageSource& source, AgreementId id) {
    return body_under<Agreement>(source, Kind::agreement, id.bytes);
}

const Deal* deal_of(const PageSource& source, DealId id) {
    return body_under<Deal>(source, Kind::deal, id.bytes);
}

const Agreement* agreement_in_force(const PageSource& source, PartnerId partner) {
    const Date today = date_of(source.now);
    const Agreement* found = nullptr;
    for (const Record* record : records_under(source, "agreements_of", partner.bytes)) {
        const auto& agreement = body_of<Agreement>(*record);
        if (today < agreement.valid_from || today > agreement.valid_until) continue;
        if (found == nullptr || agreement.valid_from > found->valid_from) found = &agreement;
    }
    return found;
}

std::string tier_name(const PageSource& source, Tier tier) {
    return source.words.of("tier", name_of(tier));
}

std::string region_name(const PageSource& source, std::string_view key) {
    return name_with_key(source.program.regions, key);
}

std::string product_name(const PageSource& source, std::string_view key) {
    return name_with_key(source.program.products, key);
}

std::string category_name(const PageSource& source, std::string_view key) {
    // A category belongs to a model, but its key means the same in each.
    for (const RevenueModel& model : source.program.models) {
        const CategoryRule* category = entry_with_key(model.categories, key);
        if (category != nullptr) return category->name;
    }
    return std::string(key);
}

std::string level_name(const PageSource& source, std::string_view key) {
    return name_with_key(source.program.levels, key);
}

std::string stage_name(const PageSource& source, Stage stage) {
    const StageRule* rule = rule_of(source.program, stage);
    return rule != nullptr ? rule->name : std::string(name_of(stage));
}

std::vector<std::string> line_categories(const Program& program, std::string_view model) {
    std::vector<std::string> keys;
    const auto add = [&](const std::string& key) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    };
    const RevenueModel* found = entry_with_key(program.models, model);
    if (found == nullptr) return keys;
    for (const CategoryRule& category : found->categories) {
        if (category.kind == CategoryKind::volume_incentive) continue;
        if (category.covers.empty()) add(category.key);
        for (const std::string& covered : category.covers) add(covered);
    }
    return keys;
}

bool may(const PageSource& source, Permission permission) {
    return source.actor.permissions.holds(permission);
}

Context context_of(const PageSource& source, NumberSource& numbers) {
    Context context{
        .actor = source.actor, .now = source.now, .program = source.program, .numbers = numbers};
    context.suffixes = source.suffixes;
    return context;
}

std::string problem_words(const PageSource& source, const Problem& problem) {
    Problem named = problem;
    if (problem.code == ProblemCode::product_must_be_unlocked_by_certificates) {
        named.limit = level_name(source, problem.limit);
    } else if (problem.code == ProblemCode::category_must_be_covered_by_the_model) {
        named.limit = category_name(source, problem.limit);
    } else if (problem.code == ProblemCode::product_must_be_known) {
        named.limit = product_name(source, problem.limit);
    }
    return source.words.problem(named);
}

bool may_try(const PageSource& source, const Command& command) {
    if (source.read_only) return false;
    NoNumbers numbers;
    const Context context = context_of(source, numbers);
    const Result<Changes> decided = decide(command, source.records, context);
    if (decided.ok()) return true;
    const ProblemCode code = decided.problem().code;
    return code != ProblemCode::permission_must_be_held &&
           code != ProblemCode::permission_must_be_unlocked_by_certificates &&
           code != ProblemCode::partner_must_be_active &&
           code != ProblemCode::record_must_be_yours && code != ProblemCode::record_must_exist &&
           code != ProblemCode::review_must_allow_this_step &&
           code != ProblemCode::reviewer_must_not_be_the_owner &&
           code != ProblemCode::second_approver_must_differ;
}

}  // namespace entente
