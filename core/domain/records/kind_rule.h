// What is to be known of a kind of record: where its records live, how they are found, who sees
// them, what falls due for them. Each body has its rule beside its description.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/view/audience.h"

namespace entente {

// What follows from the type of the body alone: `.type = body_type<Deal>`.
struct BodyType {
    RecordBody (*empty)() = nullptr;
};
template <typename Body>
inline constexpr BodyType body_type = {.empty = [] { return RecordBody{Body{}}; }};

struct KindRule {
    Kind kind{};
    BodyType type;
    Place (*place)(const Record&) = nullptr;
    std::vector<std::string> (*index_keys)(const Record&) = nullptr;
    std::span<const FieldAccess> fields;  // In the order of the description.

    // Who does not see a record although its place says so; null: nobody.
    bool (*visible)(const Record&, const Viewer&) = nullptr;
    // What a viewer does not see beyond what `fields` says; null: nothing.
    void (*redact)(Record&, const Viewer&) = nullptr;
    void (*dues)(const Record&, const Program&, std::vector<Due>&) = nullptr;

    // The field by which a device tells that the server's answer is what it had foreseen.
    std::string_view state_field = {};
    // Fields that two people must not change past each other.
    std::span<const std::string_view> guarded_fields = {};
};

// In the order of Kind; null for a kind that this program does not know (known_kind.h).
std::span<const KindRule* const> kind_rules();
const KindRule& rule_of(Kind kind);

// "deals_of:<id>" and its like.
std::string index_key(std::string_view name, const IdBytes& id);

// The place of a record that everybody of its `partner` sees.
template <typename Body>
Place shared_place(const Record& record) {
    return {.partner = body_of<Body>(record).partner, .owner = {}, .shared = true};
}
// The place of a record that is one `person`'s at their `partner`.
template <typename Body>
Place personal_place(const Record& record) {
    const auto& body = body_of<Body>(record);
    return {.partner = body.partner, .owner = body.person};
}

}  // namespace entente
