#include "core/base/places/suffix_list.h"

namespace entente {

static constexpr std::string_view list =
#include "generated/public_suffixes.inc"
    ;

PublicSuffixes built_in_public_suffixes() {
    return PublicSuffixes::from_bytes(bytes_from_text(list)).value();
}

}  // namespace entente
