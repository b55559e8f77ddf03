// Whatever a badge says: no crash, no letter that is none, no field longer than promised; and what
// was read makes a form.
#include "core/base/bytes.h"
#include "core/base/text/utf8.h"
#include "core/domain/leads/lead.h"

using namespace entente;

static void check_field(const std::string& text, std::size_t length_max) {
    check(is_utf8(text));
    check(length_of(text) <= length_max);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input = text_from_bytes({bytes, size});
    const auto badge = badge_from_text(input);
    if (!badge.ok()) return 0;
    const BadgeCard& card = badge.value();
    check(!card.name.empty() || !card.company.empty());
    for (const std::string* text :
         {&card.name, &card.company, &card.title, &card.email, &card.phone, &card.country}) {
        check_field(*text, badge_text_length_max);
    }
    check_field(card.url, badge_note_length_max);
    check_field(card.note, badge_note_length_max);
    check(!form_from_badge(card).consent);
    return 0;
}
