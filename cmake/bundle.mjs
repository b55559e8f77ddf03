// Puts the site together from what web/site.json lists, into <build>/site.
// Usage: node bundle.mjs web/site.json build/wasm
//
// site.json: {"items": [{"name", "from", "load"}], "budget": {"first": bytes, "later": bytes}}
//   name   what others call it: "shell.js", "text/de.json"
//   from   a path from the root of the tree; "build:entente.wasm" is in the build folder. With a
//          "*" in its last part: every such file, where "*" in name stands for the same letters.
//   load   "first": fetched before the first usable screen. "later": by the service worker,
//          afterwards. "rare": only when somebody asks for it.
//   kind   "module": bundled from its imports and minified; "style": minified; "raw": as it is.
//   fixed  true: keeps its name, at the root of the site (index.html, the service worker).
//   listed false: the service worker does not fetch it (itself).
//   without, only  a JSON list of beginnings: of the texts by key in `from` those that begin with
//          none of them, or with one.
//   replace {"@WORD@": text or value}: put in for that word, a value as JSON for an attribute.
//
// In html, js, css and webmanifest items, `asset:NAME` becomes the address of that item. In fixed
// ones "list:precache" (with its quotes) becomes [{url, revision, load}], and list:version the
// build's name. Everything not fixed is /static/<name>.<hash of its content>.<ext>: cached
// forever.
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {build as bundle, transform} from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const loads = ['first', 'later', 'rare'];
const textual = new Set(['.html', '.js', '.css', '.webmanifest']);
const compressible = new Set([
    ...textual,
    '.json',
    '.wasm',
    '.otf',
    '.ttf',
    '.svg',
    '.txt',
    '.csv',
    '.dat',
    '.bin',
]);

function fail(message) {
    console.error(`bundle: ${message}`);
    process.exit(1);
}

function hashOf(content) {
    return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

function placeOf(from, buildFolder) {
    if (from.startsWith('build:')) return path.join(buildFolder, from.slice(6));
    return path.join(root, from);
}

// One line of site.json as the files that it means.
function expanded(item, buildFolder) {
    const file = placeOf(item.from, buildFolder);
    if (!file.includes('*')) return [{...item, file}];
    const [before, after] = path.basename(file).split('*');
    const folder = path.dirname(file);
    const names = fs
        .readdirSync(folder)
        .filter(
            (name) => name.startsWith(before) && name.endsWith(after) && name !== before + after,
        );
    if (names.length === 0) fail(`nothing is named ${item.from}`);
    return names.sort().map((name) => {
        const letters = name.slice(before.length, name.length - after.length);
        return {...item, name: item.name.replace('*', letters), file: path.join(folder, name)};
    });
}

// A value stands in an attribute between single or double quotes.
function inAttribute(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return typeof value === 'string' ? text : text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

function withReplacements(item, content) {
    let text = content.toString();
    for (const [word, value] of Object.entries(item.replace)) {
        if (!text.includes(word)) fail(`${item.name} has no ${word}`);
        text = text.replaceAll(word, () => inAttribute(value));
    }
    return Buffer.from(text);
}

// A beginning that no key has is a mistake: what it was for would be loaded first again.
function chosenTexts(item, content) {
    const texts = Object.entries(JSON.parse(content));
    const list = item.without ?? item.only;
    const beginnings = JSON.parse(fs.readFileSync(path.join(root, list), 'utf8'));
    for (const beginning of beginnings) {
        if (!texts.some(([key]) => key.startsWith(beginning)))
            fail(`${list}: no text of ${item.from} begins with ${beginning}`);
    }
    const begins = ([key]) => beginnings.some((beginning) => key.startsWith(beginning));
    const chosen = texts.filter((text) => begins(text) === (item.only !== undefined));
    return Buffer.from(JSON.stringify(Object.fromEntries(chosen)));
}

async function contentOf(item) {
    if (!fs.existsSync(item.file)) fail(`${item.name}: ${item.file} is not there`);
    if (item.kind === 'module') {
        const result = await bundle({
            entryPoints: [item.file],
            bundle: true,
            minify: true,
            write: false,
            format: item.format ?? 'esm',
            target: 'es2021',
            legalComments: 'none',
            charset: 'utf8',
            logLevel: 'error',
            nodePaths: [path.join(root, 'node_modules')],
        });
        return Buffer.from(result.outputFiles[0].contents);
    }
    const content = fs.readFileSync(item.file);
    if (item.replace) return withReplacements(item, content);
    if (item.without || item.only) return chosenTexts(item, content);
    if (path.extname(item.name) === '.json')
        return Buffer.from(JSON.stringify(JSON.parse(content)));
    if (item.kind !== 'style') return content;
    const style = await transform(content.toString(), {loader: 'css', minify: true});
    return Buffer.from(style.code);
}

const reference = /asset:([A-Za-z0-9._/-]*[A-Za-z0-9])/g;

function refersTo(item) {
    if (!textual.has(path.extname(item.name))) return [];
    return [...item.content.toString().matchAll(reference)].map((match) => match[1]);
}

function addressed(item, hash) {
    if (item.fixed) return `/${item.name}`;
    const extension = path.extname(item.name);
    return `/static/${item.name.slice(0, -extension.length)}.${hash}${extension}`;
}

// Gives each item its address; one that refers to others comes after them.
function settle(item, items, under) {
    if (item.url) return;
    const way = under.map((other) => other.name).join(', ');
    if (under.includes(item)) fail(`${item.name} refers to itself through ${way}`);
    for (const name of refersTo(item)) {
        const other = items.get(name);
        if (!other) fail(`${item.name} refers to asset:${name}, which site.json has not`);
        // A fixed name is known beforehand, so that the shell may name the service worker and back.
        if (!other.fixed) settle(other, items, [...under, item]);
    }
    if (refersTo(item).length > 0) {
        const address = (_, name) => items.get(name).url ?? addressed(items.get(name));
        item.content = Buffer.from(item.content.toString().replace(reference, address));
    }
    item.url = addressed(item, hashOf(item.content));
}

function fillLists(items) {
    const fixed = items.filter((item) => item.fixed);
    const served = items.filter((item) => item.load !== 'rare' && item.listed !== false);
    const version = hashOf(
        items
            .map((item) => item.url + hashOf(item.content))
            .sort()
            .join('\n'),
    );
    const list = served.map((item) => ({
        url: item.name === 'index.html' ? '/' : item.url,
        revision: item.fixed ? hashOf(item.content) : null,
        load: item.load,
    }));
    for (const item of fixed) {
        if (!textual.has(path.extname(item.name))) continue;
        item.content = Buffer.from(
            item.content
                .toString()
                .replace(/["'`]list:precache["'`]/g, () => JSON.stringify(list))
                .replace(/list:version/g, () => version),
        );
    }
    return version;
}

// Compressing at the highest level takes seconds; what was compressed before is kept by its hash.
function compressed(content, kind, cache) {
    const file = path.join(cache, `${createHash('sha256').update(content).digest('hex')}.${kind}`);
    if (fs.existsSync(file)) return fs.readFileSync(file);
    const params = {
        [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
        [zlib.constants.BROTLI_PARAM_LGWIN]: 22,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    const result =
        kind === 'gz'
            ? zlib.gzipSync(content, {level: 9})
            : zlib.brotliCompressSync(content, {params});
    fs.writeFileSync(`${file}.${process.pid}`, result);
    fs.renameSync(`${file}.${process.pid}`, file);
    return result;
}

function write(item, site, cache) {
    const file = path.join(site, item.url);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, item.content);
    const size = {name: item.name, load: item.load, url: item.url, bytes: item.content.length};
    size.brotli = size.gzip = item.content.length;
    if (!compressible.has(path.extname(item.name))) return size;
    for (const [kind, key] of [
        ['br', 'brotli'],
        ['gz', 'gzip'],
    ]) {
        const small = compressed(item.content, kind, cache);
        if (small.length >= item.content.length) continue;
        fs.writeFileSync(`${file}.${kind}`, small);
        size[key] = small.length;
    }
    return size;
}

function report(sizes, budget) {
    const row = (name, ...cells) =>
        console.log(name.padEnd(34) + cells.map((cell) => String(cell).padStart(10)).join(''));
    row('file', 'load', 'bytes', 'gzip', 'brotli');
    for (const size of sizes) row(size.name, size.load, size.bytes, size.gzip, size.brotli);
    const totals = {};
    for (const load of loads) {
        const members = sizes.filter((size) => size.load === load);
        totals[load] = members.reduce((sum, size) => sum + size.brotli, 0);
        const share = Math.round((totals[load] * 100) / budget[load]);
        const allowed = budget[load] ? ` (${share}% of ${budget[load]})` : '';
        row(load, '', '', '', totals[load] + allowed);
    }
    return totals;
}

async function main([siteFile, buildFolder]) {
    const description = JSON.parse(fs.readFileSync(siteFile, 'utf8'));
    const items = description.items.flatMap((item) => expanded(item, path.resolve(buildFolder)));
    for (const item of items) {
        if (!loads.includes(item.load)) fail(`${item.name}: load is "${item.load}"`);
        item.content = await contentOf(item);
    }
    const byName = new Map(items.map((item) => [item.name, item]));
    if (byName.size !== items.length) fail('two items have the same name');
    for (const item of items) settle(item, byName, []);
    const version = fillLists(items);

    const site = path.join(buildFolder, 'site');
    const fresh = `${site}.new`;
    const cache = path.join(root, 'build', 'compressed');
    fs.mkdirSync(cache, {recursive: true});
    fs.rmSync(fresh, {recursive: true, force: true});
    const sizes = items.map((item) => write(item, fresh, cache));
    const totals = report(sizes, description.budget ?? {});
    fs.writeFileSync(
        path.join(buildFolder, 'sizes.json'),
        JSON.stringify({version, budget: description.budget, totals, files: sizes}, null, 2),
    );
    fs.rmSync(site, {recursive: true, force: true});
    fs.renameSync(fresh, site);
    const budget = Object.entries(description.budget ?? {});
    const over = budget.filter(([load, most]) => totals[load] > most).map(([load]) => load);
    if (over.length > 0) fail(`over the budget of web/site.json: ${over.join(', ')}`);
}

await main(process.argv.slice(2));
