// Whatever is typed for a web address: no crash, and a registrable domain is its own.
#include "core/base/places/public_suffix.h"
#include "core/base/places/suffix_list.h"
#include "core/base/text/names.h"
#include "core/base/text/utf8.h"

using namespace entente;

static void check_domain(const PublicSuffixes& suffixes, std::string_view typed) {
    const auto domain = suffixes.registrable_domain(typed);
    if (!domain.ok()) return;
    const auto again = suffixes.registrable_domain(domain.value());
    check(again.ok() && again.value() == domain.value());
    is_free_mail(domain.value());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const PublicSuffixes list = built_in_public_suffixes();
    const ByteView input{bytes, size};
    const std::string_view typed = text_from_bytes(input);
    check_domain(list, typed);
    check_domain(PublicSuffixes{}, typed);

    // The same bytes as a list, and as the name of a company.
    const auto damaged = PublicSuffixes::from_bytes(input);
    if (damaged.ok()) check_domain(damaged.value(), "www.example.com");
    const std::string name = comparable_name(typed);
    check(is_utf8(name) && likeness(name, name) == percent_whole);
    return 0;
}
