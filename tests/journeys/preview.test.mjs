// View as partner: stamped on every page, nothing can be changed, nothing of it is stored, and the
// partner's own administrator can read who looked.
import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import {launch} from '../web/support/browser.mjs';
import {
    both_hands,
    go,
    ready,
    said,
    search,
    sign_in,
    steps_of_a_journey,
    stored_files,
    synced,
} from './support/portal.mjs';
import {PortalServer, password, people} from './support/portal_server.mjs';

const main = (page) => page.getByRole('main');
const reason = 'Help with the renewal of Northgate Rail';
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

async function slalom(page, hands) {
    await hands.write(page, main(page).getByRole('textbox', {name: 'Search partners'}), 'Slalom');
    await said(main(page).getByText('1 partner', {exact: true})); // The rows have moved.
    return main(page).getByRole('row').filter({hasText: 'Slalom'});
}

// What the program would send to change something, sent by hand.
const push_by_hand = (page) =>
    page.evaluate(async () => {
        const answer = await fetch('/api/v1/sync/push?preview=1', {
            method: 'POST',
            headers: {'X-Entente': '1', 'Content-Type': 'application/cbor'},
            body: new Uint8Array([0xa0]),
        });
        return {status: answer.status, problem: await answer.text()};
    });

async function audit_read_by(email) {
    const headers = {'X-Entente': '1', 'Content-Type': 'application/json', Origin: server.url};
    const signed = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers,
        body: JSON.stringify({email, password}),
    });
    assert.equal(signed.status, 200);
    const cookie = signed.headers.get('set-cookie').split(';')[0];
    const answer = await fetch(`${server.url}/api/v1/audit`, {headers: {...headers, cookie}});
    assert.equal(answer.status, 200);
    return (await answer.json()).lines;
}

for (const hands of both_hands) {
    describe(`preview ${hands.name}`, {concurrency: 1}, () => {
        const step = steps_of_a_journey();
        let page;
        let stored_before;
        const stamp = () => page.getByRole('region', {name: /^Viewing as Slalom/});

        step('it needs a reason', async () => {
            page = await sign_in(await browser.newContext(), server, people.elena, '/partners');
            const row = await slalom(page, hands);
            await hands.press(page, row.getByRole('button', {name: 'View as partner…'}));
            const dialog = page.getByRole('dialog', {name: 'View as Slalom'});
            await hands.press(page, dialog.getByRole('button', {name: 'View as partner'}));
            await said(dialog.getByText('Give a reason'));
            stored_before = (await stored_files(page)).map((file) => file.name).sort();
            await hands.write(page, dialog.getByRole('textbox', {name: 'Why you look'}), reason);
            await hands.press(page, dialog.getByRole('button', {name: 'View as partner'}));
            await said(stamp());
        });

        step('every page shows the partner’s records under the stamp', async () => {
            await said(main(page).getByText('Open pipeline', {exact: true}));
            await search(page, hands, 'Northgate Rail Inc.');
            await said(stamp());
            await go(page, hands, 'Margins');
            await said(main(page).getByRole('heading', {name: 'Margins'}));
            await said(stamp());
        });

        step('nothing can be changed, here or at the server', async () => {
            await search(page, hands, 'Northgate Rail Inc.');
            await hands.press(page, main(page).getByRole('link', {name: 'Northgate Rail Inc.'}));
            await said(main(page).getByText('History').first());
            assert.equal(
                await main(page).getByRole('button', {name: 'Register a deal'}).count(),
                0,
            );
            assert.equal(
                await main(page)
                    .getByRole('button', {name: /^Withdraw/})
                    .count(),
                0,
            );
            assert.equal(await main(page).getByRole('combobox', {name: 'Stage'}).count(), 0);
            const refused = await push_by_hand(page);
            assert.equal(refused.status, 403);
            assert.match(refused.problem, /preview_must_be_read_only/);
        });

        step('nothing of it is stored in the browser', async () => {
            const now = await stored_files(page);
            const stray = now.filter(
                (file) => /\/[bdo]\./.test(file.name) && !stored_before.includes(file.name),
            );
            for (const file of stray) assert.doesNotMatch(file.text, /@seller/, file.name);
            const databases = await page.evaluate(async () =>
                (await indexedDB.databases()).map((d) => d.name),
            );
            // Her own files, and who uses this device: never the one she looks at.
            assert.equal(databases.length, 2, databases.join());
            const device = now.find((file) => file.name === 'who');
            assert.ok(device.text.includes('Elena Ruiz'), 'another person than who signed in');
        });

        step('a reload ends it; so does leaving', async () => {
            await page.reload();
            await ready(page);
            await synced(page);
            assert.equal(await stamp().count(), 0);
            await said(page.getByRole('navigation').getByRole('link', {name: /^Approvals/}));
            await go(page, hands, 'Partners');
            const row = await slalom(page, hands);
            await hands.press(page, row.getByRole('button', {name: 'View as partner…'}));
            const dialog = page.getByRole('dialog', {name: 'View as Slalom'});
            await hands.write(
                page,
                dialog.getByRole('textbox', {name: 'Why you look'}),
                `${reason}, again`,
            );
            await hands.press(page, dialog.getByRole('button', {name: 'View as partner'}));
            await hands.press(page, stamp().getByRole('button', {name: 'Leave preview'}));
            await said(main(page).getByRole('heading', {name: 'Partners'}));
            assert.equal(await stamp().count(), 0);
            await synced(page);
            assert.deepEqual(page.faults, []);
        });

        step('the administrator of the partner reads who looked and why', async () => {
            const lines = await audit_read_by(people.jonas);
            assert.ok(
                lines.some((line) => line.event === 'preview_began' && line.detail === reason),
            );
            assert.ok(lines.some((line) => line.detail === `${reason}, again`));
        });
    });
}
