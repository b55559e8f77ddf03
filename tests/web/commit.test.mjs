// The commit over real IndexedDB: whole or not at all, answered always, by one writer, kept through
// SIGKILL, and loaded again by stock IDBFS.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {after, before, test} from 'node:test';
import {demo_site, fresh_profile, launch, launch_profile, open} from './support/browser.mjs';
import {SiteServer} from './support/site_server.mjs';

let server;
let browser;
before(async () => {
    server = await new SiteServer(demo_site()).start();
    browser = await launch();
});
after(async () => {
    await browser.close();
    await server.stop();
});

const loaded = (page) => page.getByText(/^Loaded \d+ files/).waitFor({state: 'attached'});
const context_of = () => browser.newContext({serviceWorkers: 'block'});
async function open_loaded(context) {
    const page = await open(context, server.url);
    await loaded(page);
    return page;
}

// Commits through the same door as the program; texts instead of bytes.
const commit = (page, writes, removes = [], strict = true) =>
    page.evaluate(
        ([puts, names, hard]) =>
            window.entente.store.commit(
                puts.map(([name, text]) => [name, new TextEncoder().encode(text)]),
                names,
                hard,
            ),
        [writes, removes, strict],
    );

const stored = (page) =>
    page.evaluate(
        () =>
            new Promise((resolve, reject) => {
                const opening = indexedDB.open('/entente/demo');
                opening.onerror = () => reject(opening.error);
                opening.onsuccess = () => {
                    const store = opening.result.transaction('FILE_DATA').objectStore('FILE_DATA');
                    const found = {};
                    store.openCursor().onsuccess = (event) => {
                        const cursor = event.target.result;
                        if (cursor) {
                            const {contents, mode, timestamp} = cursor.value;
                            found[cursor.key] = {
                                text: new TextDecoder().decode(contents),
                                length: contents.buffer.byteLength,
                                mode,
                                dated: timestamp instanceof Date,
                            };
                            cursor.continue();
                        } else {
                            opening.result.close();
                            resolve(found);
                        }
                    };
                };
            }),
    );

test('commit: records have the shape of stock IDBFS and no spare bytes', async () => {
    const page = await open_loaded(await context_of());
    assert.equal(
        await commit(page, [
            ['o.0001', 'first'],
            ['b.0001.0000', 'base'],
        ]),
        'ok',
    );
    const files = await stored(page);
    assert.deepEqual(files['/entente/demo/o.0001'], {
        text: 'first',
        length: 5,
        mode: 33206,
        dated: true,
    });
    assert.equal(files['/entente/demo/b.0001.0000'].text, 'base');
    assert.equal(files['/entente/demo/.writer'].text, '1');
    await page.context().close();
});

test('commit: what was committed is loaded again, and what was removed is not', async () => {
    const page = await open_loaded(await context_of());
    const all_bytes = await page.evaluate(() =>
        window.entente.store.commit(
            [
                ['o.0001', Uint8Array.from({length: 256}, (_, i) => i)],
                ['o.0002', new Uint8Array(0)],
                ['d.0001', new TextEncoder().encode('pull')],
            ],
            [],
            true,
        ),
    );
    assert.equal(all_bytes, 'ok');
    assert.equal(await commit(page, [['o.0003', 'third']], ['o.0002']), 'ok');
    await page.reload();
    await page.getByText('Loaded 3 files, last third').waitFor({state: 'attached'});
    const read = await page.evaluate(async () =>
        (await window.entente.store.read(['o.0001', 'nothing'])).map((file) => [
            file[0],
            file[1] ? [...file[1]] : null,
        ]),
    );
    assert.deepEqual(read[0], ['o.0001', Array.from({length: 256}, (_, i) => i)]);
    assert.equal(read[1][0], undefined, 'a file that is not there is left out');
    await page.context().close();
});

test('commit: a program that saves says so only after the transaction', async () => {
    const page = await open_loaded(await context_of());
    await page.getByRole('textbox', {name: 'Name'}).fill('Katherine');
    await page.getByRole('button', {name: 'Save'}).click({force: true});
    await page.getByText('Commit 1 ok').waitFor({state: 'attached'});
    assert.ok(Object.values(await stored(page)).some((file) => file.text === 'Katherine'));
    await page.context().close();
});

test('commit: a full disk is told as quota, and the copy brings it back', async () => {
    const page = await open_loaded(await context_of());
    await page.evaluate(() => {
        window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            if (String(key).endsWith('o.0002'))
                throw new DOMException('full', 'QuotaExceededError');
            return window.put.call(this, value, key);
        };
    });
    assert.equal(
        await commit(page, [
            ['o.0001', 'one'],
            ['o.0002', 'two'],
        ]),
        'quota',
    );
    assert.deepEqual(Object.keys(await stored(page)), ['/entente/demo/.writer']);
    await page.reload();
    await page.getByText('Loaded 2 files, last two').waitFor({state: 'attached'});
    await page.context().close();
});

test('commit: an aborted transaction without an error answers', async () => {
    const page = await open_loaded(await context_of());
    await page.evaluate(() => {
        const put = IDBObjectStore.prototype.put;
        window.aborted = 0;
        IDBObjectStore.prototype.put = function (value, key) {
            const request = put.call(this, value, key);
            window.aborted += 1;
            this.transaction.abort();
            return request;
        };
    });
    assert.equal(await commit(page, [['o.0001', 'one']]), 'lost');
    assert.equal(await page.evaluate(() => window.aborted), 3, 'three tries');
    await page.context().close();
});

test('commit: a dead connection is opened again', async () => {
    const page = await open_loaded(await context_of());
    await page.evaluate(() => {
        const {transaction} = IDBDatabase.prototype;
        let dead = true;
        IDBDatabase.prototype.transaction = function (...wanted) {
            if (dead) {
                dead = false;
                throw new DOMException('The database connection is closing', 'InvalidStateError');
            }
            return transaction.apply(this, wanted);
        };
    });
    assert.equal(await commit(page, [['o.0001', 'one']]), 'ok');
    await page.context().close();
});

test('commit: a transaction that never answers is given up by the watchdog', async () => {
    const context = await context_of();
    const page = await open_loaded(context);
    await page.clock.install();
    await page.evaluate(() => {
        IDBDatabase.prototype.transaction = () => ({
            abort() {},
            objectStore: () => ({get: () => ({})}),
        });
        window.outcome = 'none yet';
        window.entente.store.commit([['o.0001', new Uint8Array(1)]], [], true).then((outcome) => {
            window.outcome = outcome;
        });
    });
    for (let i = 0; i < 3; ++i) {
        await page.clock.fastForward(10001);
        await page.evaluate(() => Promise.resolve());
    }
    for (let i = 0; i < 20 && (await page.evaluate(() => window.outcome)) !== 'lost'; ++i) {
        await page.clock.fastForward(10001);
    }
    assert.equal(await page.evaluate(() => window.outcome), 'lost');
    await context.close();
});

test('commit: a store that vanished under the page is not written to', async () => {
    const page = await open_loaded(await context_of());
    assert.equal(await commit(page, [['o.0001', 'one']]), 'ok');
    await page.evaluate(
        () =>
            new Promise((resolve, reject) => {
                const request = indexedDB.deleteDatabase('/entente/demo');
                request.onsuccess = resolve;
                request.onerror = reject;
            }),
    );
    assert.equal(await commit(page, [['o.0002', 'two']]), 'fenced');
    await page.context().close();
});

test('commit: of two tabs one writes; "use here" moves that, and the other is fenced', async () => {
    const context = await context_of();
    const first = await open_loaded(context);
    assert.equal(await commit(first, [['o.0001', 'by the first']]), 'ok');
    const second = await open(context, server.url);
    await second.getByRole('button', {name: 'Use here'}).click();
    await second.getByText('Loaded 1 files, last by the first').waitFor({state: 'attached'});
    await first.getByRole('heading', {name: 'Open in another tab'}).waitFor();
    assert.equal(await commit(first, [['o.0002', 'too late']]), 'fenced');
    assert.equal(await commit(second, [['o.0003', 'by the second']]), 'ok');
    assert.ok(!('/entente/demo/o.0002' in (await stored(second))));
    await first.getByRole('button', {name: 'Use here'}).click();
    await first.getByText('Loaded 2 files, last by the second').waitFor({state: 'attached'});
    await second.getByRole('heading', {name: 'Open in another tab'}).waitFor();
    await context.close();
});

test('commit: without Web Locks the fence alone keeps the older tab out', async () => {
    const context = await context_of();
    await context.addInitScript(() =>
        Object.defineProperty(navigator, 'locks', {value: undefined}),
    );
    const first = await open_loaded(context);
    const second = await open_loaded(context);
    assert.equal(await commit(first, [['o.0001', 'one']]), 'fenced');
    assert.equal(await commit(second, [['o.0001', 'two']]), 'ok');
    await context.close();
});

test('commit: a tab that lost its turn spoils nothing of the other’s second copy', async () => {
    const context = await context_of();
    await context.addInitScript(() =>
        Object.defineProperty(navigator, 'locks', {value: undefined}),
    );
    const first = await open_loaded(context);
    const second = await open_loaded(context);
    await second.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
            throw new DOMException('full', 'QuotaExceededError');
        };
    });
    assert.equal(await commit(second, [['o.0001', 'kept']]), 'quota');
    assert.equal(await commit(first, [['o.0001', 'late']]), 'fenced');
    await second.reload();
    await second.getByText('Loaded 1 files, last kept').waitFor({state: 'attached'});
    await context.close();
});

test('commit: a load that fails is told, and nothing is written after it', async () => {
    const context = await context_of();
    await context.addInitScript(() => {
        indexedDB.constructor.prototype.open = () => {
            throw new DOMException('no', 'UnknownError');
        };
    });
    const page = await open(context, server.url);
    await page.getByText('Load failed').waitFor({state: 'attached'});
    assert.equal(await commit(page, [['o.0001', 'one']]), 'io_error');
    await context.close();
});

// Every process of the browser that runs on this profile of ours.
function processes_of(profile) {
    return fs
        .readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((id) => {
            try {
                return fs
                    .readFileSync(`/proc/${id}/cmdline`, 'latin1')
                    .includes(`--user-data-dir=${profile}`);
            } catch (error) {
                return false; // It has just ended.
            }
        });
}

test('commit: what was answered with ok survives SIGKILL of the browser', async () => {
    const profile = fresh_profile();
    const acknowledged = new Map();
    for (let round = 0; round < 4; ++round) {
        const context = await launch_profile(profile);
        const page = await open(context, server.url);
        await loaded(page);
        const files = await stored(page);
        for (const [path, text] of acknowledged)
            assert.equal(files[path] && files[path].text, text, path);
        let told = 0;
        await page.exposeFunction('acknowledge', (path, text) => {
            acknowledged.set(path, text);
            told += 1;
        });
        page.evaluate(async (turn) => {
            for (let i = 0; ; ++i) {
                const name = `o.${String(turn).padStart(4, '0')}${String(i).padStart(6, '0')}`;
                const text = `${name} ${'x'.repeat(1000 + (i % 50))}`;
                const outcome = await window.entente.store.commit(
                    [[name, new TextEncoder().encode(text)]],
                    [],
                    true,
                );
                if (outcome === 'ok') window.acknowledge(`/entente/demo/${name}`, text);
            }
        }, round).catch(() => {
            // The page is killed while it runs.
        });
        while (told < 20 + 7 * round) await new Promise((resolve) => setImmediate(resolve));
        const closed = new Promise((resolve) => context.once('close', resolve));
        for (const id of processes_of(profile)) {
            try {
                process.kill(id, 'SIGKILL');
            } catch (error) {
                assert.equal(error.code, 'ESRCH');
            }
        }
        await closed;
    }
    assert.ok(acknowledged.size >= 80);
    console.log(`# ${acknowledged.size} commits before four kills`);
    fs.rmSync(profile, {recursive: true, force: true});
});

test('commit: time of a strict commit of two kilobytes', async () => {
    const page = await open_loaded(await context_of());
    const [median, late] = await page.evaluate(async () => {
        const times = [];
        for (let i = 0; i < 100; ++i) {
            const start = performance.now();
            await window.entente.store.commit([[`o.1${i}`, new Uint8Array(2048)]], [], true);
            times.push(performance.now() - start);
        }
        times.sort((a, b) => a - b);
        return [times[50], times[95]];
    });
    console.log(`# p50 ${median.toFixed(1)} ms, p95 ${late.toFixed(1)} ms`);
    await page.context().close();
});
