// Whatever people type: no crash, and an amount that was read has a text that reads back.
#include "core/base/bytes.h"
#include "core/base/money.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto currencies = known_currencies();
    // The first byte says in which currency the field is.
    const Currency standard =
        size == 0 ? Currency{} : currencies[bytes[0] % currencies.size()].currency;
    const ByteView typed = ByteView{bytes, size}.subspan(size == 0 ? 0 : 1);
    const auto money = money_from_text(text_from_bytes(typed), standard);
    if (money.ok()) {
        const std::string text = text_from_money(money.value());
        const auto again = money_from_text(text, money.value().currency);
        check(again.ok() && again.value() == money.value());
    }
    return 0;
}
