#include "core/base/places/suffix_list.h"

namespace entente {

static constexpr std::string_view parts[] = {
#include "generated/public_suffixes.inc"
};

PublicSuffixes built_in_public_suffixes() {
    std::string list;
    for (const std::string_view part : parts) list += part;
    return PublicSuffixes::from_bytes(bytes_from_text(list)).value();
}

}  // namespace entente
