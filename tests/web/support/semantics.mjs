// Trees of semantic nodes by chance, as the program would tell them: for the mirror, which must
// show each one after any other. The bytes are those of ui/kit/FORMAT.md.
import {role} from '../../../web/shell/semantics.js';

const magic = 0x314d4553;
const node_bytes = 64;
const containers = ['region', 'group', 'list', 'table', 'row', 'dialog', 'form'];
const leaves = ['button', 'link', 'text', 'text_input', 'checkbox', 'paragraph', 'heading_2'];

// The same numbers for the same seed (mulberry32).
export function chance_from(seed) {
    let state = seed >>> 0;
    return (below) => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) % below;
    };
}

// Few ids, so that the same one comes back elsewhere and as something else.
export function random_tree(chance) {
    const free = Array.from({length: 24}, (_, i) => i + 1);
    const nodes = [];
    const grow = (depth) => {
        for (let i = chance(5); i >= 0 && free.length; --i) {
            const [id] = free.splice(chance(free.length), 1);
            const inner = depth < 4 && chance(3) === 0;
            const kinds = inner ? containers : leaves;
            nodes.push({id, depth, role: kinds[chance(kinds.length)], name: `name ${chance(9)}`});
            if (inner) grow(depth + 1);
        }
    };
    grow(0);
    return nodes;
}

export function told_as_bytes(nodes) {
    const texts = nodes.map((node) => node.name).join('');
    const strings_at = 8 + nodes.length * node_bytes;
    const bytes = Buffer.alloc(strings_at + 4 + texts.length);
    bytes.writeUInt32LE(magic, 0);
    bytes.writeUInt32LE(nodes.length, 4);
    nodes.forEach((node, i) => {
        const at = 8 + i * node_bytes;
        bytes.writeUInt32LE(node.id, at);
        bytes[at + 4] = role[node.role];
        bytes[at + 5] = node.depth;
        bytes.writeUInt32LE(node.name.length, at + 48);
    });
    bytes.writeUInt32LE(texts.length, strings_at);
    bytes.write(texts, strings_at + 4, 'latin1');
    return {bytes: [...bytes], ids: nodes.map(({id, depth}) => [depth, id])};
}

// Runs in the page: presents each tree and says where the elements differ from it.
export function shown_wrongly(trees) {
    const {mirror} = window.entente;
    const wrong = [];
    const walk = (element, depth, found) => {
        for (const child of element.children) {
            if (!child.entente) continue;
            found.push([depth, child.entente.id]);
            walk(child, depth + 1, found);
        }
        return found;
    };
    trees.forEach(({bytes, ids}, i) => {
        try {
            mirror.present(new Uint8Array(bytes));
            const shown = JSON.stringify(walk(mirror.root, 0, []));
            if (shown !== JSON.stringify(ids)) wrong.push({i, shown, told: JSON.stringify(ids)});
        } catch (error) {
            wrong.push({i, error: String(error.stack)});
        }
    });
    return wrong.slice(0, 2);
}
