// The portal as a page among others: still when nothing changes, one writing tab, nothing fetched
// that is not ours, small enough at the first visit.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {after, before, test} from 'node:test';
import {frames_drawn, launch, settle} from '../web/support/browser.mjs';
import {go, pixel, ready, said, sign_in, synced, watch} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';
import {first_visit} from './support/sizes.mjs';

const server = new PortalServer();
let browser;
before(async () => {
    await server.start();
    browser = await launch();
});
after(async () => {
    await browser.close();
    await server.close();
});

test('page: no frame is drawn while nothing happens', async () => {
    const page = await sign_in(await browser.newContext(), server, people.maya);
    await settle(page, 1000);
    for (const name of [/^Deals/, 'Margins', 'Certifications', 'Home']) {
        await go(page, pixel, name);
        await settle(page, 1000);
        const before_rest = await frames_drawn(page);
        // Two seconds are what is measured; a minute that ends in between may draw its one change.
        const drawn = await page.evaluate(
            () =>
                new Promise((resolve) => {
                    const minute = Math.floor(Date.now() / 60000);
                    setTimeout(
                        () =>
                            resolve([
                                window.entente.frames_drawn,
                                minute !== Math.floor(Date.now() / 60000),
                            ]),
                        2000,
                    );
                }),
        );
        assert.ok(
            drawn[0] === before_rest || drawn[1],
            `${name}: ${drawn[0] - before_rest} frames`,
        );
    }
    assert.deepEqual(page.faults, []);
});

test('page: a second tab offers “use here”, and the first stands back', async () => {
    const context = await browser.newContext();
    const first = await sign_in(context, server, people.maya);
    const second = watch(await context.newPage());
    await second.goto(`${server.url}/deals`);
    const use_here = second.getByRole('alertdialog').getByRole('button', {name: 'Use here'});
    await use_here.click();
    await ready(second);
    await said(
        second.getByRole('main').getByRole('table', {name: 'Deals'}).getByRole('row').nth(5),
    );
    await first.getByRole('alertdialog').getByRole('button', {name: 'Use here'}).waitFor();
    await synced(second);
    assert.deepEqual([...first.faults, ...second.faults], []);
});

test('page: nothing comes from elsewhere, and the first visit stays within 350 kB', async () => {
    const {total, table, foreign} = await first_visit(browser, server);
    console.log(table);
    assert.deepEqual(foreign, []);
    assert.ok(total <= 350 * 1024, `${total} bytes`);
});

test('page: what no screen says yet comes after the first screen, and stays', async () => {
    const page = await sign_in(await browser.newContext(), server, people.maya);
    // Told to the program, and kept by the worker for a page that opens without the network.
    const took = await page.waitForFunction(async () => {
        const build = JSON.parse(document.querySelector('meta[name=entente-build]').content);
        const url = new URL(build.later_texts.en, location.href).href;
        const told = performance.getEntriesByName(url).some((entry) => entry.responseEnd > 0);
        return told && (await caches.match(url)) && [url, build.texts.en];
    });
    const [later, first] = await took.jsonValue();
    const texts = await page.evaluate(
        (urls) => Promise.all(urls.map(async (url) => (await fetch(url)).json())),
        [later, first],
    );
    const english = JSON.parse(
        fs.readFileSync(new URL('../../assets/text/en.json', import.meta.url)),
    );
    assert.deepEqual({...texts[0], ...texts[1]}, english);
    assert.deepEqual(page.faults, []);
});

test('page: a route that is not there shows the way back', async () => {
    const page = await sign_in(await browser.newContext(), server, people.maya, '/no/such/page');
    await said(page.getByRole('heading', {name: 'There is no such page'}));
    await pixel.press(page, page.getByRole('main').getByRole('button', {name: 'Go to the start'}));
    await said(page.getByRole('heading', {name: /Maya$/}));
    assert.equal(new URL(page.url()).pathname, '/');
});
