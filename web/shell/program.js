// The program in wasm, as the page sees it: told things go in, and a frame is drawn only when one
// is due. The first fault stops it for good: its state can no longer be trusted, what is stored
// can.
import {bytes_from, input} from './contract.js';

const scroll_rest_ms = 100;

export class Program {
    constructor(module, on_fault) {
        this.module = module;
        this.on_fault = on_fault;
        this.dead = false;
        this.started = false;
        this.frames_drawn = 0;
        this.due = 0;
        this.wake = 0;
        this.scrolled_at = -Infinity;
        this.drawing = false;
    }

    guard(act) {
        if (this.dead) return undefined;
        try {
            return act();
        } catch (error) {
            this.stop(error);
            return undefined;
        }
    }

    stop(error) {
        if (this.dead) return;
        this.dead = true;
        cancelAnimationFrame(this.due);
        clearTimeout(this.wake);
        this.on_fault(error);
    }

    with_bytes(value, act) {
        const bytes = bytes_from(value);
        const {module} = this;
        const pointer = module._entente_alloc(bytes.length || 1);
        module.HEAPU8.set(bytes, pointer);
        act(pointer, bytes.length);
        module._entente_free(pointer);
    }

    create() {
        this.guard(() => this.module._entente_create());
    }

    start(route) {
        this.guard(() =>
            this.with_bytes(route, (pointer, length) => {
                this.module._entente_start(Date.now(), pointer, length);
            }),
        );
        this.started = true;
        this.request();
    }

    // Draws a frame when the page paints next.
    request() {
        if (this.dead || !this.started || this.due) return;
        clearTimeout(this.wake);
        this.due = requestAnimationFrame(() => {
            this.due = 0;
            this.draw_now();
        });
    }

    // Draws within the event at hand, so that the browser still sees the person's act behind it.
    draw_now() {
        if (this.dead || !this.started || this.drawing) return;
        this.drawing = true;
        const next = this.guard(() => this.module._entente_frame(performance.now(), Date.now()));
        this.drawing = false;
        if (next === undefined) return;
        this.frames_drawn += 1;
        clearTimeout(this.wake);
        if (next === 0) this.request();
        else if (next > 0) this.wake = setTimeout(() => this.request(), next);
    }

    input(kind, a = 0, b = 0, c = 0, d = 0) {
        this.guard(() => this.module._entente_input(kind, a, b, c, d));
        if (kind !== input.resize) this.request();
    }

    semantic_event(kind, id, index, text) {
        this.guard(() =>
            this.with_bytes(text, (pointer, length) => {
                this.module._entente_semantic_event(kind, id, index, pointer, length);
            }),
        );
        this.request();
    }

    host_event(kind, number = 0, payload = '') {
        this.guard(() =>
            this.with_bytes(payload, (pointer, length) => {
                this.module._entente_host_event(kind, number, Date.now(), pointer, length);
            }),
        );
        this.request();
    }

    // While the page scrolls, the mirror may lag a little behind the canvas.
    scrolled() {
        this.scrolled_at = performance.now();
    }

    scrolling() {
        return performance.now() - this.scrolled_at < scroll_rest_ms;
    }
}
