// The words the page and the program exchange: what may be told to the program, and what it may ask
// the page to do. web/shell/contract.js holds the same numbers; web/FORMAT.md says what goes with
// each.
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::web {

// From the page to the program.
enum class HostEvent : std::int32_t {
    font,
    asset,
    loaded,
    load_failed,
    committed,
    answer,
    failed,
    online,
    offline,
    poke,
    tick,
    route,
    environment,
    visible,
    hidden,
    read,
    storage,
    update_ready,
    context_lost,
    context_restored,
    taken_over,
};

// From the program to the page.
enum class Effect : std::int32_t {
    present,
    load,
    commit,
    send,
    abort,
    wake_at,
    navigate,
    download,
    look,
    read,
    leave,
    persist,
    listen,
    apply_update,
    focus,
    ready,
    cursor,
    keep,
};

// What the hands did.
enum class InputKind : std::int32_t {
    pointer_move,
    pointer_down,
    pointer_up,
    pointer_leave,
    scroll,
    key_down,
    key_up,
    text,
    resize,
    window_focus,
};

struct Input {
    InputKind kind = InputKind::pointer_move;
    float a = 0, b = 0, c = 0, d = 0;
};

// Asks the page for an effect. The payload is copied before this returns.
void perform(Effect effect, double number, ByteView payload);

// Several byte strings as one: each is length:u32 (little-endian), bytes.
class FieldWriter {
public:
    FieldWriter& add(std::string_view text) { return add(bytes_from_text(text)); }
    FieldWriter& add(ByteView bytes);
    const Bytes& bytes() const { return bytes_; }

private:
    Bytes bytes_;
};

// Reads them back. After the end, or from a broken payload, every field is empty.
class FieldReader {
public:
    explicit FieldReader(ByteView bytes) : bytes_(bytes) {}
    bool at_end() const { return bytes_.empty(); }
    ByteView next();
    std::string_view next_text() { return text_from_bytes(next()); }

private:
    ByteView bytes_;
};

}  // namespace entente::web
