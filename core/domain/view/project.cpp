#include "core/domain/project.h"

#include "core/domain/view/field_access.h"

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

// A member's own: their deals, the history of these, their certificates, themselves.
static bool is_own(const Record& record, PersonId person) {
    switch (record.kind()) {
        case Kind::program:
        case Kind::partner:
        case Kind::agreement:
            return true;
        case Kind::person:
            return record.id == person.bytes;
        case Kind::deal:
            return body_of<Deal>(record).owner == person;
        case Kind::history:
            return body_of<HistoryLine>(record).owner == person;
        case Kind::certificate:
            return body_of<Certificate>(record).person == person;
        case Kind::enrollment:
            return body_of<Enrollment>(record).person == person;
    }
    return false;
}

static PartnerId partner_of(const Record& record) {
    switch (record.kind()) {
        case Kind::program:
            return {};
        case Kind::partner:
            return {record.id};
        case Kind::person:
            return body_of<Person>(record).partner;
        case Kind::agreement:
            return body_of<Agreement>(record).partner;
        case Kind::deal:
            return body_of<Deal>(record).partner;
        case Kind::history:
            return body_of<HistoryLine>(record).partner;
        case Kind::certificate:
            return body_of<Certificate>(record).partner;
        case Kind::enrollment:
            return body_of<Enrollment>(record).partner;
    }
    return {};
}

static bool is_draft(const Record& record) {
    return record.kind() == Kind::deal && body_of<Deal>(record).review == Review::draft;
}

static bool may_see_row(const Record& record, const Viewer& viewer) {
    // A draft is a partner's thinking; it becomes the program's business when it is submitted.
    if (viewer.audience == Audience::staff) return !is_draft(record);
    if (record.kind() == Kind::program) return true;
    if (!viewer.partner.given() || partner_of(record) != viewer.partner) return false;
    if (viewer.audience != Audience::member) return true;
    // That somebody holds a level decides which products the partner may register.
    return is_own(record, viewer.person) || record.kind() == Kind::certificate;
}

static void describe_body(Record& record, FieldVisitor& v) {
    std::visit([&v](auto& any) { any.describe(v); }, record.body);
}

bool is_visible(const Record& record, const Viewer& viewer) {
    return may_see_row(record, viewer);
}

// Takes out what the viewer may not have of a record that they may see.
static void redact(Record& record, const Viewer& viewer) {
    const bool of_a_colleague = viewer.audience == Audience::member &&
                                record.kind() == Kind::certificate &&
                                !is_own(record, viewer.person);
    Redaction redaction(record.kind(), viewer.audience);
    describe_body(record, redaction);
    if (of_a_colleague) body_of<Certificate>(record).person = {};
}

std::optional<Record> project(const Record& record, const Viewer& viewer) {
    if (!may_see_row(record, viewer)) return std::nullopt;
    Record copy = record;
    redact(copy, viewer);
    return copy;
}

std::optional<Record> project(Record&& record, const Viewer& viewer) {
    if (!may_see_row(record, viewer)) return std::nullopt;
    redact(record, viewer);
    return std::optional<Record>(std::move(record));
}

}  // namespace entente
