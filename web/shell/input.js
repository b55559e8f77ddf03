// What the hands do, told to the program: pointer, wheel, touch with inertia, long press, keys,
// size. Keys that belong to the browser are left to it.
import {input} from './contract.js';
import {is_field} from './elements.js';
import {role, state} from './semantics.js';

const drag_px_min = 8;
const long_press_ms = 500;
const friction_per_ms = 0.995;
const speed_min = 0.02; // CSS pixels a millisecond.
const line_px = 20;

export class Hands {
    constructor(canvas, program, mirror, editor) {
        this.canvas = canvas;
        this.program = program;
        this.mirror = mirror;
        this.editor = editor;
        this.finger = null;
        this.listen();
    }

    listen() {
        const on = (target, name, handle, options) =>
            target.addEventListener(name, handle, options);
        const capture = {capture: true};
        on(document, 'pointermove', (event) => this.moved(event), capture);
        on(document, 'pointerdown', (event) => this.pressed(event), capture);
        on(document, 'pointerup', (event) => this.released(event), capture);
        on(document, 'pointercancel', () => this.cancel(), capture);
        on(document, 'wheel', (event) => this.wheel(event), {capture: true, passive: false});
        on(document.documentElement, 'pointerleave', () => this.program.input(input.pointer_leave));
        on(document, 'keydown', (event) => this.key(event, true));
        on(document, 'keyup', (event) => this.key(event, false));
        on(window, 'focus', () => this.program.input(input.window_focus, 1));
        on(window, 'blur', () => this.program.input(input.window_focus, 0));
        // The focus is ours to give: a press on the canvas must not take it from the mirror.
        on(this.canvas, 'mousedown', (event) => event.preventDefault());
        on(this.canvas, 'contextmenu', (event) => event.preventDefault());
        on(this.canvas, 'auxclick', (event) => this.open_link(event));
    }

    ours(event) {
        return (
            event.target === this.canvas ||
            (event.target.entente && is_field(event.target.entente.role))
        );
    }

    moved(event) {
        const {clientX: x, clientY: y} = event;
        if (event.pointerType !== 'touch') this.editor.aim(x, y);
        if (event.pointerType === 'touch' && this.finger) return this.drag(event);
        this.program.input(input.pointer_move, x, y, 0);
    }

    // Which control the focus goes to; true when a field takes the press natively.
    give_focus(event) {
        const {clientX: x, clientY: y} = event;
        const record = this.mirror.control_at(x, y);
        if (!record) {
            this.mirror.focus(0);
        } else if (is_field(record.role)) {
            if (event.target !== record.element) this.editor.press(record, x, y);
        } else if (document.activeElement !== record.element) {
            record.element.focus({preventScroll: true});
        }
    }

    pressed(event) {
        if (!this.ours(event)) return;
        this.stop_glide();
        const {clientX: x, clientY: y} = event;
        if (event.pointerType === 'touch') return this.touched(event);
        if (event.button === 0) {
            if (event.target === this.canvas) this.canvas.setPointerCapture(event.pointerId);
            if (this.open_link(event)) return;
            this.give_focus(event);
        }
        // A control knows in one frame that the pointer is over it, in the next that it is pressed.
        this.program.input(input.pointer_move, x, y, 0);
        this.program.draw_now();
        this.program.input(
            input.pointer_down,
            x,
            y,
            event.button === 2 ? 1 : event.button === 1 ? 2 : 0,
        );
        this.program.draw_now();
    }

    released(event) {
        const {clientX: x, clientY: y} = event;
        if (event.pointerType === 'touch') return this.lifted(event);
        this.program.input(
            input.pointer_up,
            x,
            y,
            event.button === 2 ? 1 : event.button === 1 ? 2 : 0,
        );
        // Within the event, so that a file picker or the clipboard still counts as asked for.
        this.program.draw_now();
    }

    // Control or the middle button on a link: a new tab, as with any link.
    open_link(event) {
        if (!(event.ctrlKey || event.metaKey || event.button === 1)) return false;
        const record = this.mirror.control_at(event.clientX, event.clientY);
        if (!record || record.kind !== 'a' || !record.node.href) return false;
        if (event.type === 'pointerdown' && event.button === 1) return false;
        window.open(record.node.href, '_blank', 'noopener');
        return true;
    }

    wheel(event) {
        if (event.ctrlKey) return; // The browser zooms.
        event.preventDefault();
        const unit =
            event.deltaMode === 1 ? line_px : event.deltaMode === 2 ? window.innerHeight : 1;
        const sideways = event.shiftKey && !event.deltaX;
        const x = (sideways ? event.deltaY : event.deltaX) * unit;
        const y = (sideways ? 0 : event.deltaY) * unit;
        this.program.scrolled();
        this.program.input(input.pointer_move, event.clientX, event.clientY, 0);
        this.program.input(input.scroll, x, y);
    }

    // A finger: nothing is pressed until it is lifted, since it may be about to scroll.
    touched(event) {
        if (this.finger) return;
        const {clientX: x, clientY: y} = event;
        const control = this.mirror.control_at(x, y);
        const direct = Boolean(control && control.role === role.slider);
        this.finger = {
            id: event.pointerId,
            x,
            y,
            start_x: x,
            start_y: y,
            at: event.timeStamp,
            vx: 0,
            vy: 0,
            scrolls: false,
            direct,
            event,
        };
        this.program.input(input.pointer_move, x, y, 1);
        if (direct) {
            this.program.draw_now();
            this.program.input(input.pointer_down, x, y, 0);
            return;
        }
        this.finger.timer = setTimeout(() => this.long_press(), long_press_ms);
    }

    drag(event) {
        const finger = this.finger;
        if (event.pointerId !== finger.id) return;
        const {clientX: x, clientY: y} = event;
        if (finger.direct) return this.program.input(input.pointer_move, x, y, 1);
        const far = Math.hypot(x - finger.start_x, y - finger.start_y) > drag_px_min;
        if (!finger.scrolls && !far) return;
        clearTimeout(finger.timer);
        finger.scrolls = true;
        const elapsed = Math.max(event.timeStamp - finger.at, 1);
        const dx = finger.x - x;
        const dy = finger.y - y;
        finger.vx = 0.7 * (dx / elapsed) + 0.3 * finger.vx;
        finger.vy = 0.7 * (dy / elapsed) + 0.3 * finger.vy;
        Object.assign(finger, {x, y, at: event.timeStamp});
        this.program.scrolled();
        this.program.input(input.scroll, dx, dy);
    }

    lifted(event) {
        const finger = this.finger;
        if (!finger || event.pointerId !== finger.id) return;
        clearTimeout(finger.timer);
        this.finger = null;
        const {clientX: x, clientY: y} = event;
        if (finger.direct) {
            this.program.input(input.pointer_up, x, y, 0);
            this.program.draw_now();
        } else if (finger.scrolls) {
            const rested = event.timeStamp - finger.at > 60;
            if (!rested) this.glide(finger.vx, finger.vy);
        } else if (!finger.held) {
            this.tap(finger.event, x, y);
        }
        this.program.input(input.pointer_leave);
    }

    tap(event, x, y) {
        this.give_focus(event);
        const {program} = this;
        program.input(input.pointer_move, x, y, 1);
        program.draw_now();
        program.input(input.pointer_down, x, y, 0);
        program.draw_now();
        program.input(input.pointer_up, x, y, 0);
        program.draw_now();
    }

    long_press() {
        const {finger, program} = this;
        finger.held = true;
        program.input(input.pointer_down, finger.x, finger.y, 1);
        program.draw_now();
        program.input(input.pointer_up, finger.x, finger.y, 1);
    }

    glide(vx, vy) {
        let last = performance.now();
        const step = (now) => {
            const elapsed = Math.min(now - last, 50);
            last = now;
            const slower = friction_per_ms ** elapsed;
            vx *= slower;
            vy *= slower;
            if (Math.hypot(vx, vy) < speed_min) {
                this.gliding = 0;
                return;
            }
            this.program.scrolled();
            this.program.input(input.scroll, vx * elapsed, vy * elapsed);
            this.gliding = requestAnimationFrame(step);
        };
        this.gliding = requestAnimationFrame(step);
    }

    stop_glide() {
        cancelAnimationFrame(this.gliding);
        this.gliding = 0;
    }

    cancel() {
        if (!this.finger) return;
        clearTimeout(this.finger.timer);
        this.finger = null;
        this.program.input(input.pointer_leave);
    }

    // Typing stays with the field; what is left of the keys goes to the program.
    key(event, down) {
        const record = event.target.entente;
        const modified = event.ctrlKey || event.metaKey;
        const typing = record && is_field(record.role);
        const palette =
            modified && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
        if (typing && !palette && down) return;
        if (event.isComposing) return;
        const bits =
            (event.shiftKey ? 1 : 0) |
            (event.ctrlKey ? 2 : 0) |
            (event.altKey ? 4 : 0) |
            (event.metaKey ? 8 : 0);
        // The list that is drawn takes the choice; the browser would open its own over it.
        const list_drawn = record && record.kind === 'select' && record.node.state & state.expanded;
        const chooses = list_drawn && (event.key === 'Enter' || event.key === ' ');
        if (palette || chooses) event.preventDefault();
        if (event.key === 'Tab') return;
        this.program.input(down ? input.key_down : input.key_up, event.keyCode, bits);
        if (down && !modified && event.key.length === 1 && !typing) {
            this.program.input(input.text, event.key.codePointAt(0));
        }
        if (down) this.program.draw_now();
    }
}

// Tells the size of the page, its pixel ratio, and the person's text size, whenever one changes.
export function follow_size(canvas, program, changed) {
    let shown = '';
    const root_font = () => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const apply = () => {
        const ratio = window.devicePixelRatio || 1;
        const viewport = window.visualViewport;
        const keyboard = viewport && viewport.scale === 1 ? viewport.height : window.innerHeight;
        const width = document.documentElement.clientWidth;
        const height = Math.min(window.innerHeight, Math.ceil(keyboard));
        const now = `${width} ${height} ${ratio} ${root_font()}`;
        if (now === shown) return;
        shown = now;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
        canvas.width = Math.max(1, Math.round(width * ratio));
        canvas.height = Math.max(1, Math.round(height * ratio));
        program.input(input.resize, width, height, ratio, root_font());
        changed();
        // A resized canvas is empty until it is painted again, so not a frame later.
        program.draw_now();
    };
    const probe = document.getElementById('root_font_probe');
    new ResizeObserver(apply).observe(document.documentElement);
    if (probe) new ResizeObserver(apply).observe(probe);
    window.addEventListener('resize', apply);
    if (window.visualViewport) window.visualViewport.addEventListener('resize', apply);
    const watch_ratio = () => {
        matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
            'change',
            () => {
                apply();
                watch_ratio();
            },
            {once: true},
        );
    };
    watch_ratio();
    apply();
}
