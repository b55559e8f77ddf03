// Nothing moves, nothing runs: no frame is drawn while nothing changes, and few when something
// does.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demo_site, frames_drawn, launch, open, settle} from './support/browser.mjs';
import {SiteServer} from './support/site_server.mjs';

let server;
let browser;
let page;
before(async () => {
    server = await new SiteServer(demo_site()).start();
    browser = await launch();
    page = await open(await browser.newContext({serviceWorkers: 'block'}), server.url);
});
after(async () => {
    await browser.close();
    await server.stop();
});

test('idle: the canvas is painted by WebGL 2', async () => {
    const [version, lost] = await page.evaluate(() => {
        const context = document.getElementById('canvas').getContext('webgl2');
        return [context.getParameter(context.VERSION), context.isContextLost()];
    });
    assert.match(version, /WebGL 2/);
    assert.equal(lost, false);
});

test('idle: no frame in two seconds without input', async () => {
    const at_rest = await settle(page);
    const more = await page.evaluate(
        (before) =>
            new Promise((resolve) => {
                setTimeout(() => resolve(window.entente.frames_drawn - before), 2000);
            }),
        at_rest,
    );
    assert.equal(more, 0);
});

test('idle: a move of the pointer draws a handful of frames, then it rests again', async () => {
    const before_move = await settle(page);
    await page.mouse.move(100, 500);
    const after_move = await settle(page);
    assert.ok(after_move > before_move, 'the move was seen');
    assert.ok(after_move - before_move <= 12, `${after_move - before_move} frames for one move`);
});

test('idle: a press on a drawn button acts within its event', async () => {
    await settle(page);
    await page.getByRole('button', {name: 'Save'}).click({force: true});
    await page.getByText(/^Commit \d+ ok$/).waitFor({state: 'attached'});
    assert.equal(await page.evaluate(() => window.entente.dead), false);
});

test('idle: after the context is lost and restored the canvas shows the same pixels', async () => {
    await page.mouse.move(5, 700);
    await settle(page);
    const clip = {x: 0, y: 0, width: 420, height: 370};
    const shown = await page.screenshot({clip});
    await page.evaluate(() => {
        const context = document.getElementById('canvas').getContext('webgl2');
        window.losing = context.getExtension('WEBGL_lose_context');
        window.losing.loseContext();
    });
    await page.waitForFunction(() =>
        document.getElementById('canvas').getContext('webgl2').isContextLost(),
    );
    const before_restore = await frames_drawn(page);
    await page.evaluate(() => window.losing.restoreContext());
    await page.waitForFunction((count) => window.entente.frames_drawn > count, before_restore);
    await settle(page);
    const again = await page.screenshot({clip});
    assert.ok(shown.equals(again), 'pixels differ after the context was restored');
});

test('idle: nothing went wrong on the page', () => assert.deepEqual(page.faults, []));
