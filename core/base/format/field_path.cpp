#include "core/base/format/field_path.h"

namespace entente {

std::string FieldPath::to(std::string_view name) const {
    std::string path;
    const auto append = [&path](std::string_view step) {
        if (!path.empty() && !step.empty()) path += '.';
        path += step;
    };
    for (std::size_t i = 0; i < depth_; i++) {
        append(steps_[i].name);
        if (steps_[i].element > 0) path += "[" + std::to_string(steps_[i].element - 1) + "]";
    }
    append(name);
    return path;
}

}  // namespace entente
