// Which element stands for a node, and how its attributes say what the node says. Text goes in as
// text, never as markup; what did not change is not written.
import {input_modes, role, state} from './semantics.js';

const tags = [];
const set = (name, tag, aria, attributes) => {
    tags[role[name]] = {tag, aria, attributes};
};
set('banner', 'header', 'banner');
set('navigation', 'nav');
set('main', 'main');
set('complementary', 'aside');
set('form', 'form', 'form', {novalidate: ''});
set('region', 'section', 'region');
set('dialog', 'div', 'dialog');
set('list', 'div', 'list');
set('list_item', 'div', 'listitem');
set('group', 'div', 'group');
set('tab_list', 'div', 'tablist');
set('tab_panel', 'div', 'tabpanel');
set('table', 'div', 'table');
set('row', 'div', 'row');
set('column_header', 'div', 'columnheader');
set('cell', 'div', 'cell');
set('heading_1', 'h1');
set('heading_2', 'h2');
set('heading_3', 'h3');
set('paragraph', 'p');
set('text', 'span');
set('status', 'div', 'status');
set('alert', 'div', 'alert');
set('image', 'div', 'img');
set('button', 'button', '', {type: 'button'});
set('link', 'a');
set('checkbox', 'input', '', {type: 'checkbox'});
set('radio', 'input', '', {type: 'radio'});
set('tab', 'button', 'tab', {type: 'button'});
set('slider', 'input', '', {type: 'range', min: '0', step: '1'});
set('text_input', 'input', '', {type: 'text', autocomplete: 'off'});
set('text_area', 'textarea');
set('combo', 'button', 'combobox', {'type': 'button', 'aria-haspopup': 'listbox'});
set('option', 'div', 'option');
set('progress', 'div', 'progressbar', {'aria-valuemin': '0'});
set('menu_item', 'button', 'menuitem', {type: 'button'});
set('separator', 'hr');
const native_select = {tag: 'select'};
const native_option = {tag: 'option'};
const option_list = {tag: 'div', aria: 'listbox'};

const named_by_label = new Set([
    role.banner,
    role.navigation,
    role.main,
    role.complementary,
    role.form,
    role.region,
    role.dialog,
    role.list,
    role.group,
    role.tab_list,
    role.tab_panel,
    role.table,
    role.image,
    role.checkbox,
    role.radio,
    role.slider,
    role.text_input,
    role.text_area,
    role.progress,
]);

export const is_field = (of) => of === role.text_input || of === role.text_area;

// What to make for a node; with `make`, the element too.
export function element_for(node, make = false) {
    let wanted = tags[node.role];
    if (node.role === role.combo && node.has_options) wanted = native_select;
    if (node.role === role.list && node.has_options) wanted = option_list;
    if (node.role === role.option && node.in_select) wanted = native_option;
    const kind = wanted.tag + (wanted.aria || '');
    if (!make) return {kind};
    const element = document.createElement(wanted.tag);
    if (wanted.aria) element.setAttribute('role', wanted.aria);
    for (const name in wanted.attributes) element.setAttribute(name, wanted.attributes[name]);
    return {kind, element};
}

function attribute(record, name, value) {
    if (record.last[name] === value) return;
    record.last[name] = value;
    if (value === null || value === '') record.element.removeAttribute(name);
    else record.element.setAttribute(name, value);
}

function style(record, name, value) {
    if (record.last[name] === value) return;
    record.last[name] = value;
    record.element.style[name] = value;
}

function property(record, name, value) {
    if (record.element[name] !== value) record.element[name] = value;
}

function write_text(record, text) {
    if (record.last.text === text) return;
    record.last.text = text;
    if (!record.text) {
        record.text = document.createTextNode(text);
        record.element.insertBefore(record.text, record.element.firstChild);
    } else {
        record.text.data = text;
    }
}

// Says `node` on the element of `record`; `place` is the parent it stands in.
export function describe(record, node, place) {
    locate(record, node, place);
    name_of(record, node);
    attribute(record, 'aria-description', node.description || null);
    states_of(record, node);
    numbers_of(record, node);
    if (record.role === role.link) attribute(record, 'href', node.href || null);
    if (is_field(record.role)) field_of(record, node);
    record.last.state = node.state;
}

function locate(record, node, place) {
    const sized = node.width > 0 || node.height > 0;
    record.x = sized ? node.x : place.x;
    record.y = sized ? node.y : place.y;
    record.node = node;
    if (record.kind === 'option') return;
    style(record, 'transform', `translate(${record.x - place.x}px,${record.y - place.y}px)`);
    style(record, 'width', `${node.width}px`);
    style(record, 'height', `${node.height}px`);
}

function name_of(record, node) {
    const labeled = named_by_label.has(node.role) || record.kind === 'select';
    if (labeled) return attribute(record, 'aria-label', node.name || null);
    if (node.role === role.combo) {
        attribute(record, 'aria-label', node.name || null);
        return write_text(record, node.value);
    }
    const told_inside = node.has_children && (node.role === role.cell || node.role === role.row);
    if (node.role === role.row) return attribute(record, 'aria-label', node.name || null);
    write_text(record, told_inside ? '' : node.name);
}

const yes_no = (on, off) => (on ? 'true' : off ? 'false' : null);

function states_of(record, node) {
    const is = (bit) => Boolean(node.state & bit);
    const element = record.element;
    if ('disabled' in element) property(record, 'disabled', is(state.disabled));
    else attribute(record, 'aria-disabled', yes_no(is(state.disabled)));
    if (record.role === role.checkbox || record.role === role.radio) {
        property(record, 'checked', is(state.checked) || is(state.selected));
        if (record.role === role.radio) attribute(record, 'name', `group${node.parent}`);
    } else {
        attribute(record, 'aria-pressed', yes_no(is(state.pressed)));
    }
    if (record.role === role.tab || (record.role === role.option && record.kind !== 'option')) {
        attribute(record, 'aria-selected', is(state.selected) ? 'true' : 'false');
        if (record.role === role.tab)
            attribute(record, 'tabindex', is(state.selected) ? '0' : '-1');
    } else if (record.role === role.row) {
        attribute(record, 'aria-selected', yes_no(is(state.selected)));
    }
    attribute(record, 'aria-expanded', yes_no(is(state.expanded), is(state.collapsed)));
    attribute(record, 'aria-invalid', yes_no(is(state.invalid)));
    attribute(record, 'aria-current', is(state.current) ? 'page' : null);
    attribute(record, 'aria-modal', yes_no(is(state.modal)));
    if ('required' in element) property(record, 'required', is(state.required));
    if ('readOnly' in element) property(record, 'readOnly', is(state.read_only));
    if (record.role === role.column_header) {
        const sorted = is(state.sorted_up)
            ? 'ascending'
            : is(state.sorted_down)
              ? 'descending'
              : 'none';
        attribute(record, 'aria-sort', sorted);
    }
}

function numbers_of(record, node) {
    if (node.role === role.table) attribute(record, 'aria-rowcount', String(node.count || -1));
    if (node.role === role.row && node.position) {
        attribute(record, 'aria-rowindex', String(node.position));
    }
    if (node.role === role.slider) {
        property(record, 'max', String(node.count));
        property(record, 'value', String(node.position));
        attribute(record, 'aria-valuetext', node.value || null);
    }
    if (node.role === role.progress) {
        attribute(record, 'aria-valuemax', String(node.count));
        attribute(record, 'aria-valuenow', String(node.position));
        attribute(record, 'aria-valuetext', node.value || null);
    }
}

function field_of(record, node) {
    const element = record.element;
    if (node.role === role.text_input) {
        property(record, 'type', node.state & state.password ? 'password' : 'text');
    }
    attribute(
        record,
        'inputmode',
        input_modes[node.input_mode] === 'date' ? 'numeric' : input_modes[node.input_mode] || null,
    );
    const changed = record.last.value !== node.value;
    record.last.value = node.value;
    if (document.activeElement !== element) {
        if (is_behind(record, node.value, changed)) return;
        record.sent = null;
        if (element.value !== node.value) element.value = node.value;
        return;
    }
    if (!changed || record.composing) return;
    if (!echoed(record, node.value) && element.value !== node.value) element.value = node.value;
}

// Whether what was typed last is still on its way, after the field was left. Written back now, the
// older text would be what the person goes on with who returns at once. A program that takes none
// of it has the last word after a few answers.
const answers_behind_max = 8;
function is_behind(record, value, changed) {
    const {sent} = record;
    if (!sent || !sent.size) return false;
    const older = !changed || echoed(record, value);
    record.behind = older && [...sent].pop() !== value ? (record.behind || 0) + 1 : 0;
    return record.behind > 0 && record.behind <= answers_behind_max;
}

// In a control that has the focus, what the program says is nearly always the echo of what the
// person did there, and the person may be further already. `record.sent` holds what was sent, the
// latest last; what stands before the echoed value will not be echoed any more.
function echoed(record, value) {
    const {sent} = record;
    if (!sent) return false;
    if (!sent.has(value)) {
        sent.clear();
        return false;
    }
    for (const earlier of sent) {
        if (earlier === value) break;
        sent.delete(earlier);
    }
    return true;
}

// A select shows the option that the program says is chosen; called when its options stand.
export function choose_option(record) {
    const {element, node} = record;
    const changed = record.chosen !== node.value;
    record.chosen = node.value;
    const options = [...element.options];
    const shown = options[element.selectedIndex];
    if (document.activeElement === element) {
        const ahead = Boolean(shown && record.sent && record.sent.has(shown.text));
        const echo = !changed || echoed(record, node.value);
        if (ahead && echo) return;
    }
    const wanted = options.findIndex((option) => option.text === node.value);
    if (element.selectedIndex !== wanted) element.selectedIndex = wanted;
}
