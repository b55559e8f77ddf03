// One description of a record's fields, from which every format comes: CBOR, JSON, hashes for
// conflict guards, redaction, CSV columns.
//
// A record says `void describe(FieldVisitor& v) { field(v, "title", title); ... }`, once. Writers
// leave out what has its default value; readers refuse unknown names and wrong types with the path.
#pragma once

#include "core/base/bytes.h"
#include "core/base/currency.h"
#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/percent.h"

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace entente {

// Something that walks over the fields of a record and reads, writes, hashes or clears them.
// Names are literals: a visitor may keep the views. Inside a list, names are empty.
class FieldVisitor {
public:
    virtual ~FieldVisitor() = default;

    virtual void boolean(std::string_view name, bool& value) = 0;
    virtual void integer(std::string_view name, std::int64_t& value) = 0;
    virtual void text(std::string_view name, std::string& value) = 0;
    virtual void bytes(std::string_view name, Bytes& value) = 0;
    virtual void id(std::string_view name, IdBytes& value) = 0;
    virtual void date(std::string_view name, Date& value) = 0;
    virtual void moment(std::string_view name, Moment& value) = 0;
    virtual void currency(std::string_view name, Currency& value) = 0;
    // One of `names`, by position.
    virtual void choice(
        std::string_view name, std::size_t& index, std::span<const std::string_view> names
    ) = 0;

    // A record within the record. False: it is not there, leave it as it is (no end_group then).
    virtual bool begin_group(std::string_view name) = 0;
    virtual void end_group() = 0;

    // A list. Given its size, answers the size it must have (readers know it from the input).
    virtual std::size_t begin_list(std::string_view name, std::size_t size) = 0;
    virtual void end_list() = 0;

    // Whether an optional value is there; given whether it is now.
    virtual bool present(std::string_view name, bool is_present) = 0;

    // The integer just given back does not fit into the field: readers refuse it.
    virtual void out_of_range(std::string_view /*name*/) {}
};

// The names of an enumeration, in the order of its values 0, 1, 2...; overloaded per enumeration:
//   inline std::span<const std::string_view> names_of(Tier) { ... }
template <typename Enumeration>
concept NamedChoice = std::is_enum_v<Enumeration> && requires(Enumeration value) {
    { names_of(value) } -> std::convertible_to<std::span<const std::string_view>>;
};

template <NamedChoice Choice>
std::string_view name_of(Choice choice) {
    return names_of(choice)[static_cast<std::size_t>(choice)];
}

template <NamedChoice Choice>
std::optional<Choice> choice_named(std::string_view name) {
    const std::span<const std::string_view> names = names_of(Choice{});
    for (std::size_t i = 0; i < names.size(); i++) {
        if (names[i] == name) return static_cast<Choice>(i);
    }
    return std::nullopt;
}

template <typename Value>
concept Described = requires(Value value, FieldVisitor& visitor) {
    value.describe(visitor);
};

inline void field(FieldVisitor& v, std::string_view name, bool& value) {
    v.boolean(name, value);
}
inline void field(FieldVisitor& v, std::string_view name, std::string& value) {
    v.text(name, value);
}
inline void field(FieldVisitor& v, std::string_view name, Bytes& value) {
    v.bytes(name, value);
}
inline void field(FieldVisitor& v, std::string_view name, IdBytes& value) {
    v.id(name, value);
}
inline void field(FieldVisitor& v, std::string_view name, Date& value) {
    v.date(name, value);
}
inline void field(FieldVisitor& v, std::string_view name, Moment& value) {
    v.moment(name, value);
}
inline void field(FieldVisitor& v, std::string_view name, Currency& value) {
    v.currency(name, value);
}

// Any other integer. One that changes when it is narrowed is out of range. Nothing is assigned
// unless it differs, so that a writer may walk over a record that others read meanwhile. An
// unsigned integer of 64 bits travels as the signed one with the same bits.
template <typename Integer>
requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>) void field(
    FieldVisitor& v, std::string_view name, Integer& value
) {
    auto wide = static_cast<std::int64_t>(value);
    v.integer(name, wide);
    if (static_cast<std::int64_t>(value) == wide) return;
    value = static_cast<Integer>(wide);
    if (static_cast<std::int64_t>(value) != wide) v.out_of_range(name);
}

inline void field(FieldVisitor& v, std::string_view name, Percent& value) {
    field(v, name, value.basis_points);
}

template <typename Tag>
void field(FieldVisitor& v, std::string_view name, Id<Tag>& value) {
    v.id(name, value.bytes);
}

template <NamedChoice Choice>
void field(FieldVisitor& v, std::string_view name, Choice& value) {
    auto index = static_cast<std::size_t>(value);
    v.choice(name, index, names_of(value));
    if (static_cast<std::size_t>(value) != index) value = static_cast<Choice>(index);
}

inline void field(FieldVisitor& v, std::string_view name, Money& value) {
    if (!v.begin_group(name)) return;
    v.integer("amount_minor", value.minor);
    v.currency("currency", value.currency);
    v.end_group();
}

template <Described Group>
void field(FieldVisitor& v, std::string_view name, Group& value) {
    if (!v.begin_group(name)) return;
    value.describe(v);
    v.end_group();
}

template <typename Value>
void field(FieldVisitor& v, std::string_view name, std::optional<Value>& value);

template <typename Element>
requires(!std::is_same_v<Element, std::uint8_t>) void field(
    FieldVisitor& v, std::string_view name, std::vector<Element>& values
) {
    // A new list of that size is less code than a resized one, and a reader fills it anyway.
    const std::size_t size = v.begin_list(name, values.size());
    if (size != values.size()) values = std::vector<Element>(size);
    for (Element& element : values) field(v, {}, element);
    v.end_list();
}

template <typename Value>
void field(FieldVisitor& v, std::string_view name, std::optional<Value>& value) {
    if (!v.present(name, value.has_value())) {
        value.reset();
        return;
    }
    if (!value) value.emplace();
    field(v, name, *value);
}

}  // namespace entente
