// Makes a screenshot small: flat colors go into a palette of at most 256, and the pixels are packed
// again as well as zlib can. Colors of smooth edges may move by a shade nobody sees.
import {crc32, deflateSync, inflateSync} from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunks_of(file) {
    const chunks = [];
    for (let at = 8; at < file.length;) {
        const length = file.readUInt32BE(at);
        chunks.push({
            type: file.toString('latin1', at + 4, at + 8),
            body: file.subarray(at + 8, at + 8 + length),
        });
        at += length + 12;
    }
    return chunks;
}

function chunk(type, body) {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const out = Buffer.alloc(8 + body.length + 4);
    out.writeUInt32BE(body.length, 0);
    named.copy(out, 4);
    out.writeUInt32BE(crc32(named), 8 + body.length);
    return out;
}

const paeth = (a, b, c) => {
    const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    if (pa <= pb && pa <= pc) return a;
    return pb <= pc ? b : c;
};

// The pixels of a file with 8 bits a channel, without an alpha channel in the result.
function pixels_of(file) {
    const chunks = chunks_of(file);
    const head = chunks.find((one) => one.type === 'IHDR').body;
    const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    const channels = {2: 3, 6: 4}[head[9]];
    if (head[8] !== 8 || !channels) throw new Error('a picture of another kind');
    const packed = inflateSync(
        Buffer.concat(chunks.filter((one) => one.type === 'IDAT').map((one) => one.body)),
    );
    const stride = width * channels;
    const lines = Buffer.alloc(stride * height);
    for (let y = 0; y < height; y++) {
        const filter = packed[y * (stride + 1)];
        for (let x = 0; x < stride; x++) {
            const at = y * stride + x;
            const left = x >= channels ? lines[at - channels] : 0;
            const up = y > 0 ? lines[at - stride] : 0;
            const corner = x >= channels && y > 0 ? lines[at - stride - channels] : 0;
            const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
            lines[at] = packed[y * (stride + 1) + 1 + x] + guess;
        }
    }
    const colors = new Uint32Array(width * height);
    for (let i = 0; i < colors.length; i++) {
        const at = i * channels;
        colors[i] = (lines[at] << 16) | (lines[at + 1] << 8) | lines[at + 2];
    }
    return {width, height, colors};
}

// The most frequent colors, coarser from round to round until they are few enough.
function palette_of(colors) {
    for (let shift = 0; shift < 8; shift++) {
        const mask = ((0xff >> shift) << shift) * 0x010101;
        const counts = new Map();
        for (const color of colors) counts.set(color, (counts.get(color) || 0) + 1);
        const cells = new Map();
        for (const [color, count] of counts) {
            const cell = cells.get(color & mask);
            if (!cell || cell.count < count) cells.set(color & mask, {color, count});
        }
        if (cells.size > 256) continue;
        const palette = [...cells.values()].map((cell) => cell.color);
        const index = new Map([...cells.keys()].map((cell, i) => [cell, i]));
        return {palette, index_of: (color) => index.get(color & mask)};
    }
    throw new Error('no picture has so many colors');
}

export function compressed(file) {
    const {width, height, colors} = pixels_of(file);
    const {palette, index_of} = palette_of(colors);
    const lines = Buffer.alloc((width + 1) * height);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++)
            lines[y * (width + 1) + 1 + x] = index_of(colors[y * width + x]);
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 3, 0, 0, 0], 8);
    const table = Buffer.from(
        palette.flatMap((color) => [color >> 16, (color >> 8) & 0xff, color & 0xff]),
    );
    return Buffer.concat([
        signature,
        chunk('IHDR', head),
        chunk('PLTE', table),
        chunk('IDAT', deflateSync(lines, {level: 9, memLevel: 9})),
        chunk('IEND', Buffer.alloc(0)),
    ]);
}
