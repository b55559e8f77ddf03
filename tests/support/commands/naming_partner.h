// For tests of what becomes of whatever names a partner: a command, or a record of any kind.
#pragma once

#include "core/base/format/field_walk.h"
#include "core/base/id.h"

namespace entente::test {

// Gives every id that is called `partner`, also in lists of them, the one that it looks for.
class NamingPartner final : public FieldWalk {
public:
    explicit NamingPartner(PartnerId partner) : partner_(partner) {}

    void id(std::string_view name, IdBytes& value) override {
        if (name != "partner" && !in_partners_) return;
        value = partner_.bytes;
        named_ = true;
    }
    std::size_t begin_list(std::string_view name, std::size_t size) override {
        in_partners_ = name == "partners";
        return size;
    }
    void end_list() override { in_partners_ = false; }

    bool named() const { return named_; }

private:
    PartnerId partner_;
    bool in_partners_ = false;
    bool named_ = false;
};

}  // namespace entente::test
