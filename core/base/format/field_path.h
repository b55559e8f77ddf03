// Where in a record a reader is, so that a Problem can name the field: "tiers[2].cap".
#pragma once

#include "core/base/check.h"
#include "core/base/format/cbor_items.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

class FieldPath {
public:
    std::size_t depth() const { return depth_; }
    void enter(std::string_view name) {
        check(depth_ < steps_.size());
        steps_[depth_++] = {.name = name};
    }
    void leave() {
        check(depth_ > 0);
        depth_--;
    }
    // The innermost step is a list; the next of its elements is meant from now on.
    void next_element() { steps_[depth_ - 1].element++; }

    // The path of the field `name` of the innermost group, or of the list's element.
    std::string to(std::string_view name) const;

private:
    struct Step {
        std::string_view name;
        std::size_t element = 0;  // Counted from 1; 0 in a group.
    };
    std::array<Step, nesting_max> steps_;
    std::size_t depth_ = 0;
};

}  // namespace entente
