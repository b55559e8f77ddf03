// One value of a set of described types that grows: a record's body, a command's arguments.
//
// Every type of the set has a `static const Rule registered`, which says what it is; the set itself
// is only a list of rules. Unlike std::variant, no code is made for every type where one is used.
#pragma once

#include "core/base/check.h"
#include "core/base/fields.h"

#include <memory>

namespace entente {

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
        : rule_(other.rule_), held_(other.held_ ? other.held_->copy() : nullptr) {}
    OpenChoice(OpenChoice&&) noexcept = default;
    OpenChoice& operator=(const OpenChoice& other) {
        if (this == &other) return *this;
        OpenChoice copy(other);
        std::swap(rule_, copy.rule_);
        std::swap(held_, copy.held_);
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
        return is<Value>() ? &static_cast<const Holder<Value>&>(*held_).value : nullptr;
    }
    template <typename Value>
    Value* as() {
        return is<Value>() ? &static_cast<Holder<Value>&>(*held_).value : nullptr;
    }
    // Known to be a Value; check() fails for anything else.
    template <typename Value>
    const Value& get() const {
        check(is<Value>());
        return static_cast<const Holder<Value>&>(*held_).value;
    }
    void describe(FieldVisitor& v) {
        check(given());
        held_->describe(v);
    }

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

    const Rule* rule_ = nullptr;
    std::unique_ptr<Held> held_;
};

}  // namespace entente
