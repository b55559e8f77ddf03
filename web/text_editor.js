// Text is edited by the browser: the input of the mirror becomes visible over the field while it
// has the focus, in the same face, size and place as the canvas shows it otherwise. That brings
// IME, phone keyboards, undo, spelling, selection and clipboard. The program only hears the whole
// text.
import {semantic_event} from './shell/contract.js';
import {role, state} from './shell/semantics.js';
import {is_field} from './shell/elements.js';

const touch_font_px_min = 16; // Below it, phones zoom into a field.

export class TextEditor {
    constructor(mirror, environment) {
        this.mirror = mirror;
        this.environment = environment;
        this.armed = null;
        this.editing = null;
        this.baselines = new Map();
        mirror.presented = () => {
            if (this.editing || this.armed) this.follow();
        };
        this.listen();
    }

    snap(value) {
        const ratio = window.devicePixelRatio || 1;
        return Math.floor(value * ratio + 0.5) / ratio;
    }

    // The face came or the pixel ratio changed: what was measured holds no longer.
    forget_measures() {
        this.baselines.clear();
        if (this.editing) this.follow();
    }

    // How far below its top edge an input of this height and size writes its baseline.
    baseline_of(font_px, height, tag) {
        const key = `${font_px} ${height} ${tag}`;
        if (!this.baselines.has(key)) {
            const line = document.createElement('div');
            line.className = 'measure';
            const field = document.createElement(tag === 'textarea' ? 'span' : 'input');
            const mark = document.createElement('span');
            mark.className = 'mark';
            field.style.fontSize = `${font_px}px`;
            field.style.lineHeight = `${height}px`;
            if (tag === 'textarea') field.textContent = 'x';
            else field.style.height = `${height}px`;
            line.style.fontSize = `${font_px}px`;
            line.style.lineHeight = `${height}px`;
            line.append(field, mark);
            document.body.append(line);
            const top = (tag === 'textarea' ? line : field).getBoundingClientRect().top;
            this.baselines.set(key, mark.getBoundingClientRect().bottom - top);
            line.remove();
        }
        return this.baselines.get(key);
    }

    // Puts the text of the field exactly where the canvas would draw it.
    follow() {
        const record = this.editing || this.armed;
        if (!record || !record.element.isConnected) return this.disarm();
        const {node, element} = record;
        const style = element.style;
        const area = node.role === role.text_area;
        const wanted = node.font_size || touch_font_px_min;
        const font_px = this.environment.touch() ? Math.max(wanted, touch_font_px_min) : wanted;
        const line = area ? Math.round((font_px * 10) / 7) : node.height;
        const measured = this.baseline_of(font_px, line, area ? 'textarea' : 'input');
        const right = node.state & state.right_aligned;
        style.fontSize = `${font_px}px`;
        style.lineHeight = `${line}px`;
        style.textAlign = right ? 'right' : 'left';
        style.paddingLeft = style.paddingRight = `${node.text_inset}px`;
        const text_top = this.snap(node.y + (node.baseline || measured)) - measured;
        if (area) {
            style.paddingTop = `${Math.max(text_top - node.y, 0)}px`;
            style.top = '0px';
        } else {
            style.top = `${text_top - node.y}px`;
        }
        style.left = `${this.snap(node.x) - node.x}px`;
        element.classList.toggle('covered', Boolean(node.state & state.clipped));
        this.cut(record);
    }

    // Shows no more of the field than the area it scrolls in does.
    cut(record) {
        const {node, element} = record;
        let top = 0;
        let bottom = 0;
        for (
            let parent = element.parentElement;
            parent && parent.entente;
            parent = parent.parentElement
        ) {
            const around = parent.entente.node;
            const scrolls =
                parent.entente.role === role.main || parent.entente.role === role.dialog;
            if (!scrolls || !around.height) continue;
            top = Math.max(top, around.y - node.y);
            bottom = Math.max(bottom, node.y + node.height - around.y - around.height);
        }
        element.style.clipPath = top || bottom ? `inset(${top}px 0 ${bottom}px 0)` : '';
    }

    // The field under the pointer takes the pointer itself: caret and selection are native.
    arm(record) {
        if (record === this.armed) return;
        this.disarm();
        this.armed = record;
        if (!record) return;
        record.element.classList.add('armed');
        if (!this.editing) this.follow();
    }

    disarm() {
        if (this.armed) this.armed.element.classList.remove('armed');
        this.armed = null;
    }

    // From the pointer's last place and the last frame: is there a field to edit?
    aim(x, y) {
        const record = this.mirror.control_at(x, y);
        const field = record && is_field(record.role) ? record : null;
        this.arm(field);
        return field;
    }

    // A press that came without a move before it (touch, tests): the caret is set by hand.
    press(record, x, y) {
        const {element} = record;
        element.focus({preventScroll: true});
        const caret = document.caretPositionFromPoint
            ? document.caretPositionFromPoint(x, y)
            : null;
        const at = caret && caret.offsetNode === element ? caret.offset : element.value.length;
        element.setSelectionRange(at, at);
    }

    begin(record) {
        this.editing = record;
        record.sent = record.sent || new Set();
        record.behind = 0;
        record.before = record.element.value;
        record.element.classList.add('editing');
        this.mirror.root.classList.add('editing');
        this.follow();
    }

    end(record) {
        record.element.classList.remove('editing', 'covered');
        record.element.style.clipPath = '';
        record.composing = false;
        if (this.editing === record) this.editing = null;
        if (!this.editing) this.mirror.root.classList.remove('editing');
    }

    say(record) {
        const text = record.element.value;
        if (record.said === text && record.sent && record.sent.has(text)) return;
        record.said = text;
        if (record.sent) {
            record.sent.delete(text);
            record.sent.add(text); // The latest stands last.
        }
        this.mirror.send(semantic_event.input, record.id, -1, text);
    }

    // Esc takes back what was typed into a line, by an edit that undo can take back again. A long
    // text is too dear for one key.
    revert(record) {
        const {element} = record;
        if (element.value === record.before || record.role === role.text_area) return false;
        element.select();
        if (record.before) document.execCommand('insertText', false, record.before);
        else document.execCommand('delete');
        return true;
    }

    key(record, event) {
        const composing = event.isComposing || record.composing || event.keyCode === 229;
        if (composing) return;
        if (event.key === 'Escape') {
            event.preventDefault();
            if (!this.revert(record)) this.mirror.send(semantic_event.escape, record.id, -1, '');
        } else if (event.key === 'Enter') {
            const one_line = record.role === role.text_input;
            if (!one_line && !event.ctrlKey && !event.metaKey) return;
            event.preventDefault();
            this.mirror.send(semantic_event.submit, record.id, -1, record.element.value);
            if (record.sent) record.sent.clear();
        }
    }

    listen() {
        const {root} = this.mirror;
        const on = (name, handle) =>
            root.addEventListener(name, (event) => {
                const record = event.target.entente;
                if (record && is_field(record.role)) handle(record, event);
            });
        on('focusin', (record) => this.begin(record));
        on('focusout', (record) => this.end(record));
        on('input', (record) => {
            if (!record.composing) this.say(record);
        });
        on('compositionstart', (record) => {
            record.composing = true;
        });
        on('compositionend', (record) => {
            record.composing = false;
            this.say(record);
        });
        on('keydown', (record, event) => this.key(record, event));
        if (document.fonts)
            document.fonts.addEventListener('loadingdone', () => this.forget_measures());
    }
}
