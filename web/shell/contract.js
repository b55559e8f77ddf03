// The words the page and the program exchange, as numbered in web/contract.h.
const numbered = (text) =>
    Object.freeze(
        Object.fromEntries(
            text
                .trim()
                .split(/\s+/)
                .map((name, number) => [name, number]),
        ),
    );

export const host_event = numbered(`
  font asset loaded load_failed committed answer failed online offline poke tick route
  environment visible hidden read storage update_ready context_lost
  context_restored taken_over`);

export const effect = numbered(`
  present load commit send abort wake_at navigate download look read
  leave persist listen apply_update focus ready
  cursor keep`);

export const input = numbered(`
  pointer_move pointer_down pointer_up pointer_leave scroll key_down key_up text resize
  window_focus`);

export const semantic_event = numbered('activate input change focus blur escape submit');

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const text_from = (bytes) => decoder.decode(bytes);
export const bytes_from = (value) =>
    value instanceof Uint8Array ? value : encoder.encode(String(value));

// Several byte strings as one: each is length:u32 (little-endian), bytes.
export function pack(fields) {
    const parts = fields.map(bytes_from);
    const packed = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
    const view = new DataView(packed.buffer);
    let at = 0;
    for (const part of parts) {
        view.setUint32(at, part.length, true);
        packed.set(part, at + 4);
        at += 4 + part.length;
    }
    return packed;
}

export function unpack(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const fields = [];
    for (let at = 0; at + 4 <= bytes.length;) {
        const length = view.getUint32(at, true);
        fields.push(bytes.subarray(at + 4, at + 4 + length));
        at += 4 + length;
    }
    return fields;
}
