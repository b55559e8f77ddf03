// Gives every field that it can a value: ids, texts, numbers, the last of each choice, one element
// a list. What a table of fields forgets then shows.
#pragma once

#include "core/base/fields.h"
#include "tests/support/deal_world.h"

namespace entente::test {

class Filling final : public FieldVisitor {
public:
    explicit Filling(bool flags = true) : flags_(flags) {}

    void boolean(std::string_view, bool& value) override { value = flags_; }
    void integer(std::string_view, std::int64_t& value) override { value = 7; }
    void text(std::string_view, std::string& value) override { value = "text"; }
    void bytes(std::string_view, Bytes& value) override { value = {1, 2}; }
    void id(std::string_view, IdBytes& value) override { value = id_of("a"); }
    void date(std::string_view, Date& value) override { value = Date{Days{20'000}}; }
    void moment(std::string_view, Moment& value) override { value = {1'700'000'000'000}; }
    void currency(std::string_view, Currency& value) override { value = usd; }
    void choice(std::string_view, std::size_t& index, std::span<const std::string_view> names)
        override {
        index = names.size() - 1;
    }
    bool begin_group(std::string_view) override { return true; }
    void end_group() override {}
    std::size_t begin_list(std::string_view, std::size_t) override { return 1; }
    void end_list() override {}
    bool present(std::string_view, bool) override { return true; }

private:
    bool flags_;
};

}  // namespace entente::test
