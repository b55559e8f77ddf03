// Puts the page together: the program in wasm, its mirror, the hands, storage and network. What the
// program asks for arrives in `effects`, by number (web/contract.h).
import {Mirror} from '../mirror.js';
import {Net} from '../net.js';
import {TextEditor} from '../text_editor.js';
import {effect, host_event, pack, text_from, unpack} from './contract.js';
import {Environment} from './environment.js';
import {download, refuse_drops} from './files.js';
import {Hands, follow_size} from './input.js';
import {current_route, follow_history, navigate} from './routes.js';
import {Program} from './program.js';
import {Shell} from './shell.js';
import {Storage} from './storage.js';
import {Updates} from './updates.js';

const cursors = [
    'default',
    'text',
    'move',
    'ns-resize',
    'ew-resize',
    'nesw-resize',
    'nwse-resize',
    'pointer',
    'wait',
    'progress',
    'not-allowed',
];

function effects_of({program, mirror, storage, net, updates, shell, canvas}) {
    const effects = [];
    effects[effect.present] = (number, bytes) => mirror.tell(bytes, program.scrolling());
    effects[effect.load] = (number, bytes) => storage.load(text_from(unpack(bytes)[0]));
    effects[effect.commit] = (number, bytes) => storage.commit(number, unpack(bytes));
    effects[effect.read] = (number, bytes) => storage.read(number, unpack(bytes).map(text_from));
    effects[effect.persist] = () => storage.persist();
    effects[effect.send] = (number, bytes) => net.send(number, bytes);
    effects[effect.abort] = (number) => net.abort(number);
    effects[effect.listen] = (number, bytes) => net.listen(text_from(bytes));
    effects[effect.wake_at] = (number) => shell.wake_at(number);
    effects[effect.navigate] = (number, bytes) => navigate(bytes);
    effects[effect.download] = (number, bytes) => download(bytes);
    effects[effect.look] = (number, bytes) => shell.look(unpack(bytes).map(text_from));
    effects[effect.leave] = (number, bytes) => shell.leave(text_from(bytes));
    effects[effect.apply_update] = () => storage.settled().then(() => updates.apply());
    effects[effect.focus] = (number) => queueMicrotask(() => mirror.focus(number));
    effects[effect.ready] = () => shell.ready();
    effects[effect.keep] = (number, bytes) => shell.keep(...unpack(bytes).map(text_from));
    effects[effect.cursor] = (number) => {
        canvas.style.cursor = cursors[number] || 'none';
    };
    return effects;
}

function watch_context(canvas, program) {
    canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();
        program.host_event(host_event.context_lost);
    });
    canvas.addEventListener('webglcontextrestored', () => {
        program.host_event(host_event.context_restored);
    });
}

async function fetched(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
}

// The faces for both: the canvas gets the bytes, the page the same file by its address.
async function load_face(face) {
    const bytes = await fetched(face.url);
    if (face.weight) {
        const loaded = new FontFace('Entente', bytes, {weight: String(face.weight)});
        document.fonts.add(loaded);
        await loaded.load();
    }
    return bytes;
}

// Names from everywhere need more letters than the first screen has, the registrable part of a
// domain needs the public suffix list, and kinds without a screen have texts. All are fetched when
// nothing else waits for the network: once the worker keeps the rest, or where there is none, by
// then.
const rest_after_ms = 10_000;
async function load_rest(program, language) {
    const by_then = new Promise((resolve) => setTimeout(resolve, rest_after_ms));
    const {serviceWorker} = navigator;
    await Promise.race([serviceWorker ? serviceWorker.ready : by_then, by_then]);
    try {
        const assets = {public_suffixes: build.suffixes, later_text: build.later_texts[language]};
        for (const [name, url] of Object.entries(assets))
            program.host_event(host_event.asset, 0, pack([name, await fetched(url)]));
        for (const face of build.full_faces)
            program.host_event(host_event.font, face.number, await load_face(face));
    } catch (error) {
        // No network just now: the next page that opens tries again.
        console.warn(`The rest of the letters and rules: ${error.message}`);
    }
}

const build = JSON.parse(document.querySelector('meta[name=entente-build]').content);

async function boot() {
    const shell = new Shell(build);
    const canvas = document.getElementById('canvas');
    const environment = new Environment();
    const faces = Promise.all(build.faces.map(load_face));
    const language = shell.language();
    document.documentElement.lang = language;
    const text = fetched(build.texts[language]);
    const session = shell.session();
    const parts = {shell, canvas, updates: new Updates()};
    let effects = [];
    const module = await window.entente_module({
        canvas,
        locateFile: () => build.wasm,
        effect: (kind, number, bytes) => {
            const done = effects[kind](number, bytes);
            if (done && done.catch) done.catch((error) => parts.program.stop(error));
        },
        fault: (error) => parts.program.stop(error),
        print: (text) => console.log(text),
        printErr: (text) => console.error(text),
    });
    const program = (parts.program = new Program(module, (error) =>
        shell.crashed(error, parts.storage),
    ));
    shell.program = program;
    const send = (kind, id, index, text) => program.semantic_event(kind, id, index, text);
    const mirror = (parts.mirror = new Mirror(document.getElementById('mirror'), send));
    const editor = new TextEditor(mirror, environment);
    parts.net = new Net(program);
    parts.storage = new Storage(module.store, program, shell, parts.net);
    effects = effects_of(parts);
    window.entente = {
        get frames_drawn() {
            return program.frames_drawn;
        },
        get dead() {
            return program.dead;
        },
        build: build.build,
        program,
        mirror,
        store: module.store,
        updates: parts.updates,
    };

    program.create();
    shell.basic_mode(!canvas.getContext('webgl2'));
    (await faces).forEach((bytes, i) =>
        program.host_event(host_event.font, build.faces[i].number, bytes),
    );
    const tell_asset = (name, value) =>
        program.host_event(host_event.asset, 0, pack([name, value]));
    tell_asset('build', build.build);
    tell_asset('text', await text);
    for (const [name, value] of shell.kept()) tell_asset(`kept/${name}`, value);
    const signed_in = await session;
    if (!signed_in) return;
    tell_asset('session', signed_in);
    environment.follow(program);
    watch_context(canvas, program);
    program.start(current_route());
    follow_size(canvas, program, () => editor.forget_measures());
    new Hands(canvas, program, mirror, editor);
    follow_history(program);
    refuse_drops();
    window.addEventListener('pagehide', () => program.host_event(host_event.hidden));
    parts.updates.register(program);
    load_rest(program, language);
}

boot().catch((error) => new Shell(build).crashed(error, null));
