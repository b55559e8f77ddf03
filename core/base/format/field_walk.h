// Goes over every field of a record and changes none: what looks for something says what of.
#pragma once

#include "core/base/fields.h"

namespace entente {

class FieldWalk : public FieldVisitor {
public:
    void boolean(std::string_view, bool&) override {}
    void integer(std::string_view, std::int64_t&) override {}
    void text(std::string_view, std::string&) override {}
    void bytes(std::string_view, Bytes&) override {}
    void id(std::string_view, IdBytes&) override {}
    void date(std::string_view, Date&) override {}
    void moment(std::string_view, Moment&) override {}
    void currency(std::string_view, Currency&) override {}
    void choice(std::string_view, std::size_t&, std::span<const std::string_view>) override {}
    bool begin_group(std::string_view) override { return true; }
    void end_group() override {}
    std::size_t begin_list(std::string_view, std::size_t size) override { return size; }
    void end_list() override {}
    bool present(std::string_view, bool is_present) override { return is_present; }
};

}  // namespace entente
