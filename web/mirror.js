// Real elements for everything the program tells: readers, keyboard and tests see those, nobody
// sees them drawn. Keyed by id, so that focus and selection survive; rows and cells are recycled.
import {semantic_event} from './shell/contract.js';
import {decode_semantics, role, state} from './shell/semantics.js';
import {choose_option, describe, element_for, is_field} from './shell/elements.js';

const lag_ms_max = 100;
const recyclable = new Set([
    role.row,
    role.cell,
    role.column_header,
    role.list_item,
    role.text,
    role.paragraph,
    role.button,
    role.link,
    role.image,
    role.group,
]);
const focusable = new Set([
    role.button,
    role.link,
    role.checkbox,
    role.radio,
    role.tab,
    role.slider,
    role.text_input,
    role.text_area,
    role.combo,
    role.menu_item,
]);

export class Mirror {
    // `send(kind, id, index, text)` tells the program what a person did.
    constructor(root, send) {
        this.root = root;
        this.send = send;
        this.records = new Map();
        this.nodes = [];
        this.keyboard = true;
        this.modal = null;
        this.inerted = [];
        this.opener = null;
        this.pool = new Map();
        this.wanted_focus = 0;
        this.listen();
    }

    // Takes what a frame told. While the page scrolls it may wait a little: nobody reads mid-way.
    tell(buffer, may_wait) {
        this.waiting = buffer;
        if (!may_wait) return this.flush();
        if (!this.timer) this.timer = setTimeout(() => this.flush(), lag_ms_max);
        return undefined;
    }

    flush() {
        clearTimeout(this.timer);
        this.timer = 0;
        const buffer = this.waiting;
        this.waiting = null;
        if (buffer) this.present(buffer);
    }

    // Makes the page say what `buffer` says.
    present(buffer) {
        const focused = document.activeElement;
        this.nodes = decode_semantics(buffer);
        const told = new Set();
        for (const node of this.nodes) told.add(node.id);
        const places = (this.places = [this.place_of(this.root, null, told)]);
        for (const node of this.nodes) {
            while (places.length > node.depth + 1) this.leave(places.pop(), told);
            const place = places[places.length - 1];
            const record = this.settle(node, place, told);
            describe(record, node, place);
            places.push(this.place_of(record.element, record, told));
        }
        while (places.length) this.leave(places.pop(), told);
        this.pool.clear();
        for (const [id, record] of this.records) if (!told.has(id)) this.forget(record);
        this.fence_modal();
        this.keep_focus(focused);
        this.presented();
    }

    // Called after each change; the text editor follows its field with it.
    presented() {}

    // Where the children of an element go next. Stale rows are set aside first, for those to come.
    place_of(element, record, told) {
        const parent_role = record ? record.role : -1;
        if (parent_role === role.table || parent_role === role.list) {
            for (let child = element.firstElementChild; child;) {
                const next = child.nextElementSibling;
                if (child.entente && !told.has(child.entente.id)) this.set_aside(child.entente);
                child = next;
            }
        }
        return {
            element,
            record,
            next: element.firstElementChild,
            x: record ? record.x : 0,
            y: record ? record.y : 0,
        };
    }

    // What is left over under an element goes, unless it only waits to move elsewhere.
    leave(place, told) {
        for (let child = place.next; child;) {
            const next = child.nextElementSibling;
            if (child.entente && !told.has(child.entente.id)) this.set_aside(child.entente);
            child = next;
        }
        if (place.record && place.record.kind === 'select') choose_option(place.record);
    }

    // The record of a node, with its element standing in its place.
    settle(node, place, told) {
        let record = this.records.get(node.id);
        if (record && (record.role !== node.role || record.kind !== element_for(node).kind)) {
            this.step_over(record.element);
            this.forget(record);
            record = null;
        }
        while (place.next && place.next.entente && !told.has(place.next.entente.id)) {
            const stale = place.next.entente;
            place.next = place.next.nextElementSibling;
            if (!record && this.may_become(stale, node)) {
                record = this.rename(stale, node);
                return record;
            }
            this.set_aside(stale);
        }
        record = record || this.from_pool(node) || this.make(node);
        const {element} = record;
        this.step_over(element);
        const before = place.next;
        if (element.parentElement !== place.element || element.nextElementSibling !== before) {
            place.element.insertBefore(element, before);
        }
        return record;
    }

    // An element that goes elsewhere, or away, is nowhere the next one.
    step_over(element) {
        for (const place of this.places) {
            if (place.next === element) place.next = element.nextElementSibling;
        }
    }

    may_become(record, node) {
        return (
            record.role === node.role &&
            recyclable.has(node.role) &&
            record.kind === element_for(node).kind &&
            !record.element.contains(document.activeElement)
        );
    }

    rename(record, node) {
        this.records.delete(record.id);
        record.id = node.id;
        this.records.set(node.id, record);
        return record;
    }

    set_aside(record) {
        if (recyclable.has(record.role) && !record.element.contains(document.activeElement)) {
            const kept = this.pool.get(record.role) || [];
            kept.push(record);
            this.pool.set(record.role, kept);
        }
        record.element.remove();
    }

    from_pool(node) {
        const kept = this.pool.get(node.role);
        if (!kept || !kept.length || kept[kept.length - 1].kind !== element_for(node).kind)
            return null;
        return this.rename(kept.pop(), node);
    }

    make(node) {
        const {kind, element} = element_for(node, true);
        const record = {
            id: node.id,
            role: node.role,
            kind,
            element,
            text: null,
            last: {},
            x: 0,
            y: 0,
        };
        element.entente = record;
        this.records.set(node.id, record);
        return record;
    }

    forget(record) {
        if (this.records.get(record.id) === record) this.records.delete(record.id);
        record.element.remove();
    }

    // Everything outside the modal dialog is inert, except what is only announced.
    fence_modal() {
        const node = this.nodes.filter((each) => each.state & state.modal).pop();
        const modal = node ? this.records.get(node.id).element : null;
        for (const element of this.inerted) element.inert = false;
        this.inerted = [];
        for (let inside = modal; inside && inside !== this.root; inside = inside.parentElement) {
            for (const other of inside.parentElement.children) {
                const announces =
                    other.entente &&
                    (other.entente.role === role.status || other.entente.role === role.alert);
                if (other === inside || announces) continue;
                other.inert = true;
                this.inerted.push(other);
            }
        }
        if (modal && !this.modal) this.opener = this.focused_before;
        this.modal = modal;
    }

    // The focus stays where it was; else it goes into the dialog, or back to what opened it.
    keep_focus(before) {
        if (this.wanted_focus) {
            const record = this.records.get(this.wanted_focus);
            if (record) {
                this.wanted_focus = 0;
                record.element.focus({preventScroll: true});
                return;
            }
        }
        const now = document.activeElement;
        const free = !now || now === document.body || now.closest('[inert]');
        if (!free) return;
        if (before && before.isConnected && before.entente && !before.closest('[inert]')) {
            before.focus({preventScroll: true});
        } else if (this.modal) {
            const first = this.modal.querySelector('input,textarea,select,button,a[href]');
            if (first) first.focus({preventScroll: true});
        } else if (this.opener) {
            const opener = this.opener;
            this.opener = null;
            if (opener.isConnected) opener.focus({preventScroll: true});
        }
    }

    // Moves the focus to a control, now or as soon as it is told. 0 takes it away.
    focus(id) {
        if (id === 0) {
            if (document.activeElement && document.activeElement.entente)
                document.activeElement.blur();
            return;
        }
        this.flush();
        this.wanted_focus = id;
        this.keep_focus(null);
    }

    // The control that a pointer at this point reaches.
    control_at(x, y) {
        this.flush();
        for (let i = this.nodes.length - 1; i >= 0; --i) {
            const node = this.nodes[i];
            const inside =
                x >= node.x && y >= node.y && x < node.x + node.width && y < node.y + node.height;
            if (!inside || node.state & state.clipped) continue;
            const record = this.records.get(node.id);
            if (!record || (this.modal && !this.modal.contains(record.element))) continue;
            if (focusable.has(node.role)) return node.state & state.disabled ? null : record;
            if (node.role === role.dialog) return null;
        }
        return null;
    }

    listen() {
        const record_of = (event) => {
            const element = event.target.closest ? event.target.closest('*') : null;
            return element ? element.entente : null;
        };
        const on = (name, handle) =>
            this.root.addEventListener(name, (event) => {
                const record = record_of(event);
                if (record) handle(record, event);
            });
        on('click', (record, event) => this.clicked(record, event));
        on('change', (record, event) => this.changed(record, event.target));
        on('input', (record, event) => {
            if (record.role === role.slider) this.changed(record, event.target);
        });
        on('focusin', (record) => {
            this.focused_before = record.element;
            this.send(semantic_event.focus, record.id, this.keyboard ? 1 : 0, '');
        });
        on('focusout', (record) => {
            if (record.kind === 'select') record.sent = null;
            this.send(semantic_event.blur, record.id, -1, '');
        });
        on('keydown', (record, event) => this.arrow(record, event));
        on('submit', (record, event) => event.preventDefault());
        document.addEventListener(
            'keydown',
            () => {
                this.keyboard = true;
            },
            true,
        );
        document.addEventListener(
            'pointerdown',
            () => {
                this.keyboard = false;
            },
            true,
        );
    }

    clicked(record, event) {
        if (record.kind === 'a') {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
            event.preventDefault();
        }
        if (is_field(record.role) || record.role === role.slider || record.kind === 'select')
            return;
        if (record.role === role.checkbox || record.role === role.radio) return;
        if (!focusable.has(record.role) && record.role !== role.option) return;
        this.send(semantic_event.activate, record.id, -1, '');
    }

    changed(record, element) {
        if (record.role === role.checkbox || record.role === role.radio) {
            this.send(semantic_event.change, record.id, element.checked ? 1 : 0, '');
            // The program says what is checked; until it does, nothing changed.
            element.checked = Boolean(record.last.state & state.checked);
        } else if (record.kind === 'select') {
            const chosen = element.selectedOptions[0].text;
            record.sent = record.sent || new Set();
            record.sent.delete(chosen);
            record.sent.add(chosen); // The latest stands last.
            this.send(semantic_event.change, record.id, element.selectedIndex, '');
        } else if (record.role === role.slider) {
            this.send(semantic_event.change, record.id, Number(element.value), '');
        }
    }

    // Tabs and menus: one stop for Tab, arrows inside.
    arrow(record, event) {
        if (record.role !== role.tab && record.role !== role.menu_item) return;
        const siblings = [...record.element.parentElement.children].filter(
            (other) => other.entente && other.entente.role === record.role,
        );
        const at = siblings.indexOf(record.element);
        const last = siblings.length - 1;
        const steps = {
            ArrowLeft: at - 1,
            ArrowUp: at - 1,
            ArrowRight: at + 1,
            ArrowDown: at + 1,
            Home: 0,
            End: last,
        };
        if (!(event.key in steps)) return;
        event.preventDefault();
        const target = siblings[(steps[event.key] + siblings.length) % siblings.length];
        target.focus({preventScroll: true});
        if (record.role === role.tab) target.click();
    }
}
