#include "core/domain/pursuit.h"

#include "core/base/text/bounds.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/pursuits.h"
#include "core/domain/overlap.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"

namespace entente {

void Pursuit::describe(FieldVisitor& v) {
    field(v, "customer", customer);
    field(v, "products", products);
    field(v, "match_keys", match_keys);
    field(v, "recorded_at", recorded_at);
    field(v, "person", person);
    field(v, "ended_at", ended_at);
    field(v, "note", note);
}

static constexpr FieldAccess pursuit_fields[] = {
    {"customer", seen_by::staff},
    {"products", seen_by::staff},
    {"match_keys", seen_by::staff},
    {"recorded_at", seen_by::staff},
    {"person", seen_by::staff},
    {"ended_at", seen_by::staff},
    {"note", seen_by::staff},
};

static std::vector<std::string> keys_of_pursuit(const Record& record) {
    const auto& pursuit = body_of<Pursuit>(record);
    std::vector<std::string> keys{"pursuits"};
    if (pursuit.ended_at.given()) return keys;
    for (const std::string& key : pursuit.match_keys) keys.push_back(lookup_key(key));
    return keys;
}

constinit const KindRule Pursuit::registered = {
    .kind = Kind::pursuit,
    .type = body_type<Pursuit>,
    .place = [](const Record& record) -> Place {
        return {
            .home = Place::Home::staff,
            .partner = {},
            .owner = body_of<Pursuit>(record).person,
            .shared = true};
    },
    .index_keys = keys_of_pursuit,
    .fields = pursuit_fields};

void RecordPursuit::describe(FieldVisitor& v) {
    field(v, "pursuit", pursuit);
    field(v, "customer", customer);
    field(v, "products", products);
    field(v, "note", note);
}

void EndPursuit::describe(FieldVisitor& v) {
    field(v, "pursuit", pursuit);
}

static Outcome is_a_pursuit(const RecordPursuit& command, const Program& program) {
    if (command.customer.legal_name.empty()) {
        return Problem{ProblemCode::customer_name_must_be_given, "customer.legal_name", {}};
    }
    if (command.customer.country.empty()) {
        return Problem{ProblemCode::customer_country_must_be_given, "customer.country", {}};
    }
    if (command.products.empty())
        return Problem{ProblemCode::product_must_be_chosen, "products", {}};
    for (const std::string& key : command.products) {
        if (entry_with_key(program.products, key) != nullptr) continue;
        return Problem{ProblemCode::product_must_be_known, "products", key};
    }
    return text_is_short_enough(command.note, "note");
}

static Result<Changes> act(
    const RecordPursuit& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::pursuit, command.pursuit.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "pursuit", {}};
    }
    TRY_DONE(is_a_pursuit(command, context.program));
    const PublicSuffixes no_list;
    ChangeSet changes(context);
    Pursuit pursuit{
        .customer = command.customer,
        .products = command.products,
        .match_keys =
            match_keys(command.customer, context.suffixes != nullptr ? *context.suffixes : no_list),
        .recorded_at = context.now,
        .person = context.actor.person,
        .ended_at = {},
        .note = command.note};
    changes.put(changes.created(command.pursuit.bytes, std::move(pursuit)));
    return changes.take();
}

static std::vector<const Record*> deals_under(
    const std::vector<std::string>& keys, const RecordSource& records
) {
    std::set<RecordKey> seen;
    std::vector<const Record*> deals;
    for (const std::string& key : keys) {
        for (const Record* record : records.under(lookup_key(key))) {
            if (record->kind() != Kind::deal || !seen.insert(record->key()).second) continue;
            deals.push_back(record);
        }
    }
    return deals;
}

static Result<Changes> act(
    const EndPursuit& command, const RecordSource& records, const Context& context
) {
    const Record* before = records.find({Kind::pursuit, command.pursuit.bytes});
    if (before == nullptr) return ProblemCode::record_must_exist;
    const auto& stands = body_of<Pursuit>(*before);
    if (stands.ended_at.given()) return ProblemCode::review_must_allow_this_step;

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Pursuit>(record).ended_at = context.now;
    changes.put(std::move(record));
    if (context.authority) {
        release_from(before->id, deals_under(stands.match_keys, records), changes);
    }
    return changes.take();
}

static void need_claims(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* pursuit = records.find(subject_of(command));
    if (pursuit == nullptr) return;
    for (const std::string& key : body_of<Pursuit>(*pursuit).match_keys) {
        wanted.index_keys.push_back(lookup_key(key));
        wanted.guards.push_back(lookup_key(key));
    }
}

static constexpr Right pursuers[] = {{Side::staff, Permission::record_pursuits}};

constinit const CommandRule RecordPursuit::registered =
    command_rule<&RecordPursuit::pursuit>("record_pursuit", Kind::pursuit, pursuers);
constinit const CommandRule EndPursuit::registered = with_needs(
    command_rule<&EndPursuit::pursuit>("end_pursuit", Kind::pursuit, pursuers), nullptr, need_claims
);

std::span<const CommandRule* const> pursuit_commands() {
    static constexpr const CommandRule* rules[] = {
        &RecordPursuit::registered,
        &EndPursuit::registered,
    };
    return rules;
}

}  // namespace entente
