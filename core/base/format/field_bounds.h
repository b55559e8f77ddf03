// How much a record may hold, whatever its rules ask: a wall behind them. They have limits of their
// own, and tell them earlier and better; what they forget stops here.
#pragma once

#include "core/base/fields.h"
#include "core/base/format/field_path.h"
#include "core/base/result.h"

namespace entente {

// The longest text that any rule takes.
inline constexpr std::size_t field_text_max = 10'000;
inline constexpr std::size_t field_bytes_max = 4'096;
inline constexpr std::size_t field_entries_max = 10'000;

// Walks over a record and notes the first field that is too large; assigns nothing.
class FieldMeasure final : public FieldVisitor {
public:
    const Outcome& outcome() const { return outcome_; }

    void boolean(std::string_view, bool&) override { step(); }
    void integer(std::string_view, std::int64_t&) override { step(); }
    void text(std::string_view name, std::string& value) override;
    void bytes(std::string_view name, Bytes& value) override;
    void id(std::string_view, IdBytes&) override { step(); }
    void date(std::string_view, Date&) override { step(); }
    void moment(std::string_view, Moment&) override { step(); }
    void currency(std::string_view, Currency&) override { step(); }
    void choice(std::string_view, std::size_t&, std::span<const std::string_view>) override {
        step();
    }
    bool begin_group(std::string_view name) override;
    void end_group() override { leave(); }
    std::size_t begin_list(std::string_view name, std::size_t size) override;
    void end_list() override { leave(); }
    bool present(std::string_view, bool is_present) override { return is_present; }

private:
    void step();
    void enter(std::string_view name, bool list);
    void leave();
    void note(Outcome outcome);

    FieldPath path_;
    std::vector<bool> lists_;  // Whether what is around is a list, outermost first.
    Outcome outcome_ = Done{};
};

// text_must_be_short_enough (field_text_max characters), bytes_must_be_small_enough,
// list_must_be_short_enough, for the first field that is too large, by its path.
template <Described Record>
Outcome fields_are_bounded(const Record& record) {
    FieldMeasure measure;
    const_cast<Record&>(record).describe(measure);
    return measure.outcome();
}

}  // namespace entente
