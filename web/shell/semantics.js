// Reads what the kit tells: the grammar and the numbers stand in ui/kit/FORMAT.md and semantics.h.
const numbered = (text) =>
    Object.freeze(
        Object.fromEntries(
            text
                .trim()
                .split(/\s+/)
                .map((name, number) => [name, number]),
        ),
    );

export const role = numbered(`
  banner navigation main complementary form region dialog list list_item group
  tab_list tab_panel table row column_header cell
  heading_1 heading_2 heading_3 paragraph text status alert image
  button link checkbox radio tab slider text_input text_area combo option
  progress menu_item separator`);

export const state = Object.freeze(
    Object.fromEntries(
        `
  disabled checked selected expanded collapsed invalid required read_only current sorted_up
  sorted_down modal clipped right_aligned password pressed`
            .trim()
            .split(/\s+/)
            .map((name, bit) => [name, 1 << bit]),
    ),
);

export const input_modes = ['text', 'decimal', 'email', 'url', 'search', 'date'];

const magic = 0x314d4553;
const header_bytes = 8;
const node_bytes = 64;
const decoder = new TextDecoder();

class SemanticNode {
    constructor() {
        this.name = this.value = this.description = this.href = '';
        this.parent = -1;
        this.has_children = this.has_options = this.in_select = false;
    }
}

export function decode_semantics(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== magic) throw new Error('not a buffer of semantic nodes');
    const count = view.getUint32(4, true);
    const strings_at = header_bytes + count * node_bytes;
    const length = view.getUint32(strings_at, true);
    const all = decoder.decode(bytes.subarray(strings_at + 4, strings_at + 4 + length));
    const nodes = new Array(count);
    let cut = 0;
    let at = header_bytes;
    const u32 = () => {
        const value = view.getUint32(at, true);
        at += 4;
        return value;
    };
    const i32 = () => {
        const value = view.getInt32(at, true);
        at += 4;
        return value;
    };
    const f32 = () => {
        const value = view.getFloat32(at, true);
        at += 4;
        return value;
    };
    for (let i = 0; i < count; ++i) {
        const node = new SemanticNode();
        node.id = u32();
        node.role = bytes[at];
        node.depth = bytes[at + 1];
        node.input_mode = bytes[at + 2];
        at += 4;
        node.state = u32();
        node.x = f32();
        node.y = f32();
        node.width = f32();
        node.height = f32();
        node.count = i32();
        node.position = i32();
        node.font_size = f32();
        node.text_inset = f32();
        node.baseline = f32();
        for (const key of ['name', 'value', 'description', 'href']) {
            const units = u32();
            if (units) node[key] = all.substr(cut, units);
            cut += units;
        }
        nodes[i] = node;
    }
    mark_parents(nodes);
    return nodes;
}

function mark_parents(nodes) {
    const stack = [];
    for (const node of nodes) {
        stack.length = Math.min(stack.length, node.depth);
        const parent = stack[stack.length - 1];
        if (parent) {
            parent.has_children = true;
            if (node.role === role.option) parent.has_options = true;
            node.in_select = parent.role === role.combo;
        }
        node.parent = parent ? parent.id : 0;
        stack.push(node);
    }
}
