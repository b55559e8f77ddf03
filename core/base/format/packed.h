// Records as few bytes, to be held by a program that has many and reads few of them at a time.
//
// Values stand one behind the other in the order of the description, without their names: only the
// same program can read them back, so they are never stored and never sent.
#pragma once

#include "core/base/check.h"
#include "core/base/fields.h"

namespace entente {

class PackedWriter final : public FieldVisitor {
public:
    explicit PackedWriter(Bytes& out) : out_(out) {}

    void boolean(std::string_view name, bool& value) override;
    void integer(std::string_view name, std::int64_t& value) override;
    void text(std::string_view name, std::string& value) override;
    void bytes(std::string_view name, Bytes& value) override;
    void id(std::string_view name, IdBytes& value) override;
    void date(std::string_view name, Date& value) override;
    void moment(std::string_view name, Moment& value) override;
    void currency(std::string_view name, Currency& value) override;
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override;
    bool begin_group(std::string_view name) override;
    void end_group() override {}
    std::size_t begin_list(std::string_view name, std::size_t size) override;
    void end_list() override {}
    bool present(std::string_view name, bool is_present) override;

private:
    void number(std::uint64_t value);
    void block(const void* data, std::size_t size);

    Bytes& out_;
};

// Reads what a PackedWriter wrote of a value of the same type; check() fails for anything else.
class PackedReader final : public FieldVisitor {
public:
    explicit PackedReader(ByteView packed) : rest_(packed) {}
    bool at_end() const { return rest_.empty(); }

    void boolean(std::string_view name, bool& value) override;
    void integer(std::string_view name, std::int64_t& value) override;
    void text(std::string_view name, std::string& value) override;
    void bytes(std::string_view name, Bytes& value) override;
    void id(std::string_view name, IdBytes& value) override;
    void date(std::string_view name, Date& value) override;
    void moment(std::string_view name, Moment& value) override;
    void currency(std::string_view name, Currency& value) override;
    void choice(std::string_view name, std::size_t& index, std::span<const std::string_view> names)
        override;
    bool begin_group(std::string_view name) override;
    void end_group() override {}
    std::size_t begin_list(std::string_view name, std::size_t size) override;
    void end_list() override {}
    bool present(std::string_view name, bool is_present) override;

private:
    std::uint64_t number();
    std::int64_t signed_number();
    ByteView block(std::size_t size);

    ByteView rest_;
};

}  // namespace entente
