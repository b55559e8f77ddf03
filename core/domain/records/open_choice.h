// One value of a set of described types that grows: a record's body, a command's arguments.
//
// Every type of the set has a `static const Rule registered`, which says what it is; the set itself
// is only a list of rules. Unlike std::variant, no code is made for every type where one is used.
#pragma once

#include "core/base/check.h"
#include "core/base/fields.h"
#include "core/base/format/packed.h"

#include <memory>

namespace entente {

// Whether a value of the set may rest (below). If so there is an `empty_of(rule)`: the choice of
// its type with nothing in it.
template <typename Rule>
inline constexpr bool may_rest = false;

template <typename Rule>
class OpenChoice {
public:
    template <typename Value>
    static constexpr bool holds = requires {
        requires std::is_same_v<decltype(Value::registered), const Rule>;
    };

    OpenChoice() = default;
    template <typename Value>
    // NOLINTNEXTLINE(google-explicit-constructor): a body or a command is written as what it is.
    requires(holds<Value>) OpenChoice(Value value)
        : rule_(&Value::registered), held_(std::make_unique<Holder<Value>>(std::move(value))) {}
    OpenChoice(const OpenChoice& other)
        : rule_(other.rule_),
          held_(other.held_ ? other.held_->copy() : nullptr),
          rests_(other.rests_) {}
    OpenChoice(OpenChoice&&) noexcept = default;
    OpenChoice& operator=(const OpenChoice& other) {
        if (this == &other) return *this;
        OpenChoice copy(other);
        std::swap(rule_, copy.rule_);
        std::swap(held_, copy.held_);
        std::swap(rests_, copy.rests_);
        packed_.reset();
        return *this;
    }
    OpenChoice& operator=(OpenChoice&&) noexcept = default;
    ~OpenChoice() = default;

    // False before a value was given and after it was moved away; nothing below may be asked then.
    bool given() const { return held_ != nullptr; }
    const Rule& rule() const {
        check(given());
        return *rule_;
    }
    template <typename Value>
    bool is() const {
        return given() && rule_ == &Value::registered;
    }
    // Null when it is something else.
    template <typename Value>
    const Value* as() const {
        return is<Value>() ? &static_cast<const Holder<Value>&>(opened()).value : nullptr;
    }
    template <typename Value>
    Value* as() {
        return is<Value>() ? &static_cast<Holder<Value>&>(to_change()).value : nullptr;
    }
    // Known to be a Value; check() fails for anything else.
    template <typename Value>
    const Value& get() const {
        check(is<Value>());
        return static_cast<const Holder<Value>&>(opened()).value;
    }
    void describe(FieldVisitor& v) {
        check(given());
        to_change().describe(v);
    }

    // Holds the value as few bytes until it is asked for again: for what is one of very many.
    // References to the value end here. One thread at a time may ask for what rests. What was only
    // read since it last rested does so again at no cost.
    void rest() const requires(may_rest<Rule>) {
        check(given());
        if (rests_) return;
        if (packed_ == nullptr) {
            auto packed = std::make_unique<Packed>();
            PackedWriter writer(packed->bytes);
            held_->describe(writer);
            packed->bytes.shrink_to_fit();
            packed_ = std::move(packed);
        }
        held_ = std::move(packed_);
        rests_ = true;
    }
    bool rests() const { return rests_; }

private:
    struct Held {
        virtual ~Held() = default;
        virtual std::unique_ptr<Held> copy() const = 0;
        virtual void describe(FieldVisitor& v) = 0;
    };
    template <typename Value>
    struct Holder final : Held {
        explicit Holder(Value given) : value(std::move(given)) {}
        std::unique_ptr<Held> copy() const override { return std::make_unique<Holder>(value); }
        void describe(FieldVisitor& v) override { value.describe(v); }
        Value value;
    };
    struct Packed final : Held {
        std::unique_ptr<Held> copy() const override { return std::make_unique<Packed>(*this); }
        void describe(FieldVisitor& /*v*/) override { check(false); }  // It is opened before.
        Bytes bytes;
    };

    Held& opened() const {
        if constexpr (may_rest<Rule>) {
            if (rests_) open();
        }
        return *held_;
    }
    void open() const {
        packed_ = std::move(held_);
        held_ = std::move(empty_of(*rule_).held_);
        rests_ = false;
        PackedReader reader(static_cast<const Packed&>(*packed_).bytes);
        held_->describe(reader);
        check(reader.at_end());
    }
    Held& to_change() {
        Held& held = opened();
        packed_.reset();
        return held;
    }

    const Rule* rule_ = nullptr;
    // How it is held is not what it holds.
    mutable std::unique_ptr<Held> held_;
    mutable bool rests_ = false;
    mutable std::unique_ptr<Held> packed_;  // What rested, while it is read; null when changed.
};

}  // namespace entente
