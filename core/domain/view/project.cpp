#include "core/domain/project.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

// Gives every field that the viewer may not see its default value. Fields within a group or a list
// go with the whole: the table speaks of top-level fields only.
class Redaction final : public FieldVisitor {
public:
    Redaction(Kind kind, Audience audience) : kind_(kind), audience_(audience) {}

    void boolean(std::string_view name, bool& value) override { clear(name, value); }
    void integer(std::string_view name, std::int64_t& value) override { clear(name, value); }
    void text(std::string_view name, std::string& value) override { clear(name, value); }
    void bytes(std::string_view name, Bytes& value) override { clear(name, value); }
    void id(std::string_view name, IdBytes& value) override { clear(name, value); }
    void date(std::string_view name, Date& value) override { clear(name, value); }
    void moment(std::string_view name, Moment& value) override { clear(name, value); }
    void currency(std::string_view name, Currency& value) override { clear(name, value); }
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view>)
        override {
        clear(name, index);
    }
    bool begin_group(std::string_view name) override {
        enter(name);
        return true;
    }
    void end_group() override { leave(); }
    std::size_t begin_list(std::string_view name, std::size_t size) override {
        enter(name);
        return hidden_depth_ > 0 ? 0 : size;
    }
    void end_list() override { leave(); }
    bool present(std::string_view name, bool is_present) override {
        return is_present && visible(name);
    }

private:
    bool visible(std::string_view name) const {
        if (depth_ > 0) return hidden_depth_ == 0;
        return may_see_field(kind_, name, audience_);
    }
    template <typename Value>
    void clear(std::string_view name, Value& value) {
        if (!visible(name)) value = {};
    }
    void enter(std::string_view name) {
        if (!visible(name)) hidden_depth_++;
        depth_++;
    }
    void leave() {
        check(depth_ > 0);
        depth_--;
        if (hidden_depth_ > 0) hidden_depth_--;
    }

    Kind kind_;
    Audience audience_;
    std::size_t depth_ = 0;
    std::size_t hidden_depth_ = 0;  // Groups and lists around us that are hidden.
};

bool may_see_field(Kind kind, std::string_view field, Audience audience) {
    for (const FieldAccess& row : rule_of(kind).fields) {
        if (row.field == field) return (row.audiences & only(audience)) != 0;
    }
    return false;
}

// Whether the viewer may have what lives at that place.
static bool may_see_place(const Place& place, const Viewer& viewer) {
    if (place.home == Place::Home::person) return place.owner == viewer.person;
    const bool everybodys =
        place.home == Place::Home::program || place.home == Place::Home::university;
    if (viewer.audience == Audience::staff || everybodys) return true;
    if (place.home == Place::Home::staff) return false;
    if (!viewer.partner.given() || place.partner != viewer.partner) return false;
    if (!sees_ones_own(viewer.audience) || place.shared) return true;
    if (place.kept && viewer.audience == Audience::keeper) return true;
    return place.owner.given() && place.owner == viewer.person;
}

bool is_visible(const Record& record, const Viewer& viewer) {
    const KindRule& rule = record.body.rule();
    if (!may_see_place(rule.place(record), viewer)) return false;
    return rule.visible == nullptr || rule.visible(record, viewer);
}

// Takes out what the viewer may not have of a record that they may see. Who changed it last is what
// hidden fields would say: of a certificate by exam it is the learner, of an answer somebody of the
// staff. History tells who did what, to whom it may be told.
static void redact(Record& record, const Viewer& viewer) {
    const bool tells = viewer.audience == Audience::staff || record.changed_by == viewer.person;
    if (!tells) record.changed_by = {};
    const KindRule& rule = record.body.rule();
    Redaction redaction(rule.kind, viewer.audience);
    record.body.describe(redaction);
    if (rule.redact != nullptr) rule.redact(record, viewer);
}

std::optional<Record> project(const Record& record, const Viewer& viewer) {
    if (!is_visible(record, viewer)) return std::nullopt;
    Record copy = record;
    redact(copy, viewer);
    return copy;
}

std::optional<Record> project(Record&& record, const Viewer& viewer) {
    if (!is_visible(record, viewer)) return std::nullopt;
    redact(record, viewer);
    return {std::move(record)};
}

}  // namespace entente
