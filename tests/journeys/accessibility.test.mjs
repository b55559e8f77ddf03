// Every screen, for both roles, light and dark: axe finds nothing, and the page has one heading of
// the first level. The mirror is what a reader gets; the theme's tests look at contrast.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, test} from 'node:test';
import {launch, settle} from '../web/support/browser.mjs';
import {ready, said, sign_in, synced} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';
import {screens} from './support/screens.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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

const violations = (page) =>
    page.evaluate(async () => {
        const {violations: found} = await window.axe.run(document, {
            rules: {'color-contrast': {enabled: false}},
        }); // Nothing of the mirror is painted.
        return found.map(
            ({id, nodes}) =>
                `${id}: ${nodes
                    .slice(0, 3)
                    .map((node) => node.html)
                    .join(' ')}`,
        );
    });

for (const scheme of ['light', 'dark']) {
    for (const who of ['maya', 'elena']) {
        test(`axe: every screen of ${who}, ${scheme}`, async (t) => {
            // axe is put in by the test; the policy of the page forbids what is not its own.
            const context = await browser.newContext({colorScheme: scheme, bypassCSP: true});
            const page = await sign_in(context, server, people[who]);
            for (const screen of screens.filter((one) => one.who === who)) {
                await t.test(screen.name, async () => {
                    await page.goto(`${server.url}${screen.route}`);
                    await ready(page);
                    await synced(page);
                    if (screen.open) await screen.open(page);
                    await said(page.getByRole('main'));
                    await settle(page, 300);
                    await page.evaluate(axe);
                    assert.deepEqual(await violations(page), []);
                    assert.equal(
                        await page.getByRole('main').getByRole('heading', {level: 1}).count(),
                        1,
                    );
                    assert.notEqual(await page.title(), '');
                });
            }
            assert.deepEqual(page.faults, []);
        });
    }
    test(`axe: sign-in, ${scheme}`, async () => {
        const context = await browser.newContext({colorScheme: scheme, bypassCSP: true});
        const page = await context.newPage();
        await page.goto(`${server.url}/sign_in.html`);
        await page.evaluate(axe);
        const {violations: found} = await page.evaluate(() => window.axe.run(document));
        assert.deepEqual(
            found.map(({id}) => id),
            [],
        );
    });
}
