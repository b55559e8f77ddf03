// Offline from a cold start; a whole build or none; a new build only when the person takes it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, before, test} from 'node:test';
import {demo_site, launch, open} from './support/browser.mjs';
import {SiteServer} from './support/site_server.mjs';

let server;
let browser;
let second_build;
before(async () => {
    server = await new SiteServer(demo_site()).start();
    browser = await launch();
    second_build = another_build(demo_site());
});
after(async () => {
    await browser.close();
    await server.stop();
    fs.rmSync(second_build, {recursive: true, force: true});
});

const version_in = (folder) =>
    fs.readFileSync(path.join(folder, 'index.html'), 'utf8').match(/"build": "([0-9a-f]+)"/)[1];

// The same site as another build would be: another version in the page and in the service worker.
function another_build(site) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-site-'));
    fs.cpSync(site, folder, {recursive: true});
    for (const name of ['index.html', 'sw.js']) {
        const file = path.join(folder, name);
        const text = fs.readFileSync(file, 'utf8').replaceAll(version_in(site), 'feedfeed00');
        fs.writeFileSync(file, text);
    }
    return folder;
}

const controlled = (page) =>
    page.evaluate(() =>
        navigator.serviceWorker.ready.then(
            () =>
                new Promise((resolve) => {
                    if (navigator.serviceWorker.controller) return resolve();
                    return navigator.serviceWorker.addEventListener(
                        'controllerchange',
                        () => resolve(),
                        {once: true},
                    );
                }),
        ),
    );
const build_of = (page) => page.evaluate(() => window.entente.build);
const everything_kept = (page) =>
    page.waitForFunction(async () => {
        for (const name of await caches.keys()) {
            if (await (await caches.open(name)).match('/sign_in.html')) return true;
        }
        return false;
    });

test('worker: after one visit every page opens offline, with what was saved', async () => {
    const context = await browser.newContext();
    const page = await open(context, server.url);
    await controlled(page);
    await everything_kept(page);
    await page.getByRole('textbox', {name: 'Name'}).fill('Offline Ada');
    await page.getByRole('button', {name: 'Save'}).click({force: true});
    await page.getByText('Commit 1 ok').waitFor({state: 'attached'});
    await page.close();
    await context.setOffline(true);
    const again = await open(context, `${server.url}/deals/some?filter=open`);
    await again.getByText('Loaded 1 files, last Offline Ada').waitFor({state: 'attached'});
    assert.equal(await again.evaluate(() => location.pathname), '/deals/some');
    await again.goto(`${server.url}/sign_in.html`);
    await again.getByRole('heading', {name: 'Sign in to Entente'}).waitFor();
    await context.close();
});

test('worker: the API is never answered from a cache', async () => {
    const context = await browser.newContext();
    const page = await open(context, server.url);
    await controlled(page);
    server.requests.length = 0;
    await page.evaluate(() => fetch('/api/v1/session'));
    assert.ok(server.requests.includes('GET /api/v1/session'));
    await context.close();
});

test('worker: a build of which one file is missing is not installed', async () => {
    const broken = another_build(demo_site());
    const wasm = fs.readdirSync(path.join(broken, 'static')).find((name) => name.endsWith('.wasm'));
    const context = await browser.newContext();
    const page = await open(context, server.url);
    await controlled(page);
    // The new build names a file that the server does not have.
    const worker = path.join(broken, 'sw.js');
    fs.writeFileSync(
        worker,
        fs.readFileSync(worker, 'utf8').replaceAll(wasm, 'entente.00000000.wasm'),
    );
    server.folder = broken;
    const state = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const found = new Promise((resolve) =>
            registration.addEventListener(
                'updatefound',
                () => {
                    const installing = registration.installing;
                    installing.addEventListener('statechange', () => resolve(installing.state));
                },
                {once: true},
            ),
        );
        registration.update().catch(() => null);
        return found;
    });
    assert.equal(state, 'redundant');
    assert.equal((await page.evaluate(() => caches.keys())).length, 1);
    await page.reload();
    await page.waitForSelector('html.ready');
    assert.equal(await build_of(page), version_in(demo_site()), 'the old build goes on');
    server.folder = demo_site();
    await context.close();
    fs.rmSync(broken, {recursive: true, force: true});
});

test('worker: a new build waits, is offered, and is taken only then', async () => {
    const context = await browser.newContext();
    const page = await open(context, server.url);
    await controlled(page);
    const old = version_in(demo_site());
    assert.equal(await build_of(page), old);
    server.folder = second_build;
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await page.waitForFunction(() => window.entente.updates.waiting !== null);
    await page.reload();
    await page.waitForSelector('html.ready');
    assert.equal(await build_of(page), old, 'a reload does not change the build');
    await page.waitForFunction(() => window.entente.updates.waiting !== null);
    await page.getByRole('textbox', {name: 'Name'}).fill('Before the update');
    await page.getByRole('button', {name: 'Save'}).click({force: true});
    await page.getByText(/^Commit \d+ ok$/).waitFor({state: 'attached'});
    await Promise.all([
        page.waitForEvent('load'),
        page.evaluate(() => window.entente.updates.apply()),
    ]);
    await page.waitForSelector('html.ready');
    assert.equal(await build_of(page), 'feedfeed00');
    await page.getByText(/last Before the update$/).waitFor({state: 'attached'});
    assert.deepEqual(await page.evaluate(() => caches.keys()), ['entente-feedfeed00']);
    server.folder = demo_site();
    await context.close();
});
