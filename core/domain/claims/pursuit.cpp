#include "core/domain/pursuit.h"

#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/pursuits.h"
#include "core/domain/overlap.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/form.h"

#include <algorithm>

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
    for (const std::string& key : pursuit.match_keys) {
        for (std::string& lookup : lookup_keys(key)) keys.push_back(std::move(lookup));
    }
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

static std::vector<std::string> keys_of_customer(const Customer& customer, const Context& context) {
    const PublicSuffixes no_list;
    return match_keys(customer, context.suffixes != nullptr ? *context.suffixes : no_list);
}

// What nobody could be told by would stand in nobody's way, or in everybody's.
static Outcome is_a_pursuit(const RecordPursuit& command, const Context& context) {
    if (auto problem = pursued_customer_problem(command.customer, context)) {
        return *std::move(problem);
    }
    const auto keys = keys_of_customer(command.customer, context);
    if (std::none_of(keys.begin(), keys.end(), is_certain_key)) {
        return Problem{ProblemCode::customer_domain_must_be_given, "customer.domain", {}};
    }
    if (command.products.empty())
        return Problem{ProblemCode::product_must_be_chosen, "products", {}};
    TRY_DONE(list_is_short_enough(command.products.size(), "products", products_max));
    for (const std::string& key : command.products) {
        if (entry_with_key(context.program.products, key) != nullptr) continue;
        return Problem{ProblemCode::product_must_be_known, "products", key};
    }
    return text_is_short_enough(command.note, "note");
}

static Told told_of_pursuit(std::string_view event, std::string text) {
    return {
        .event = event,
        .from = {},
        .to = {},
        .rule = {},
        .text = {},
        .internal_text = std::move(text),
        .internal = true};
}

static Result<Changes> act(
    const RecordPursuit& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::pursuit, command.pursuit.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "pursuit", {}};
    }
    TRY_DONE(is_a_pursuit(command, context));
    ChangeSet changes(context);
    Pursuit pursuit{
        .customer = command.customer,
        .products = command.products,
        .match_keys = keys_of_customer(command.customer, context),
        .recorded_at = context.now,
        .person = context.actor.person,
        .ended_at = {},
        .note = command.note};
    Record record = changes.created(command.pursuit.bytes, std::move(pursuit));
    changes.tell(record, told_of_pursuit("pursuit_recorded", command.note));
    changes.put(std::move(record));
    return changes.take();
}

static std::vector<const Record*> deals_under(
    const std::vector<std::string>& keys, const RecordSource& records
) {
    std::set<RecordKey> seen;
    std::vector<const Record*> deals;
    const auto look_at = [&](const Record& record) {
        if (record.kind() != Kind::deal || !seen.insert(record.key()).second) return;
        deals.push_back(&record);
    };
    for (const std::string& key : keys) {
        for (const std::string& lookup : lookup_keys(key)) {
            for (const Record* record : records.under(lookup)) look_at(*record);
        }
    }
    return deals;
}

static Result<Changes> act(
    const EndPursuit& command, const RecordSource& records, const Context& context
) {
    const Record* before = records.find({Kind::pursuit, command.pursuit.bytes});
    if (before == nullptr) return Problem{ProblemCode::record_must_exist, "pursuit", {}};
    const auto& stands = body_of<Pursuit>(*before);
    if (stands.ended_at.given()) {
        const std::string since = text_from_date(date_of(stands.ended_at));
        return Problem{ProblemCode::review_must_allow_this_step, "ended_at", since};
    }

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Pursuit>(record).ended_at = context.now;
    changes.tell(record, told_of_pursuit("pursuit_ended", {}));
    changes.put(std::move(record));
    if (context.authority) {
        Contests contests(records, changes);
        for (const Record* deal : deals_under(stands.match_keys, records)) {
            unlink_rival(*deal, before->id, contests);
        }
        contests.put();
    }
    return changes.take();
}

static void need_keys(
    const Command& command, const RecordSource&, const Context& context, Needs& wanted
) {
    const auto& customer = command.get<RecordPursuit>().customer;
    for (const std::string& key : keys_of_customer(customer, context)) {
        for (std::string& lookup : lookup_keys(key)) wanted.guards.push_back(std::move(lookup));
    }
}

static void need_claims(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* pursuit = records.find(subject_of(command));
    if (pursuit == nullptr) return;
    const auto& keys = body_of<Pursuit>(*pursuit).match_keys;
    for (const std::string& key : keys) {
        for (const std::string& lookup : lookup_keys(key)) {
            wanted.index_keys.push_back(lookup);
            wanted.guards.push_back(lookup);
        }
    }
    for (const Record* deal : deals_under(keys, records)) need_party(*deal, wanted);
}

static constexpr Right pursuers[] = {{Side::staff, Permission::record_pursuits}};

constinit const CommandRule RecordPursuit::registered = with_needs(
    command_rule<&RecordPursuit::pursuit>("record_pursuit", Kind::pursuit, pursuers),
    nullptr,
    need_keys
);
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
