// The day of a seller: a deal is registered where there is no network, survives a killed browser,
// is sent, decided by the vendor and protected, and what the screen says is true at each moment.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {after, before, describe} from 'node:test';
import {fresh_profile, launch, launch_profile} from '../web/support/browser.mjs';
import {example, field, fill_form, open_form, submit} from './support/deal.mjs';
import {
    both_hands,
    fill_sign_in,
    go,
    kept_for_offline,
    ready,
    said,
    scroll_to,
    search,
    sign_in,
    steps_of_a_journey,
    stored_files,
    synced,
    watch,
} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';

const main = (page) => page.getByRole('main');
const in_pill = (page, text) => said(page.getByRole('banner').getByRole('button', {name: text}));
const row_of = (page, customer) =>
    main(page)
        .getByRole('row')
        .filter({has: page.getByRole('link', {name: customer})});
const waiting_cases = async (page) =>
    Number(
        (
            await page
                .getByRole('navigation')
                .getByRole('link', {name: /^Approvals/})
                .textContent()
        ).replace('Approvals ', ''),
    );
const stored_anywhere = async (page, text) =>
    (await stored_files(page)).some((file) => file.text.includes(text));

// The browser as the person's device: killed, it comes back with what it had kept.
class Device {
    constructor() {
        this.profile = fresh_profile();
    }
    async start() {
        this.context = await launch_profile(this.profile);
        return this.context;
    }
    async kill() {
        const pids = fs
            .readdirSync('/proc')
            .filter((pid) => /^\d+$/.test(pid))
            .filter((pid) => {
                try {
                    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.profile);
                } catch (error) {
                    return false; // It ended meanwhile.
                }
            });
        const closed = new Promise((resolve) => this.context.once('close', resolve));
        for (const pid of pids) {
            try {
                process.kill(Number(pid), 'SIGKILL');
            } catch (error) {
                if (error.code !== 'ESRCH') throw error;
            }
        }
        await closed;
        for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
            fs.rmSync(`${this.profile}/${name}`, {force: true});
        }
    }
    async close() {
        await this.context.close();
        fs.rmSync(this.profile, {recursive: true, force: true});
    }
}

for (const hands of both_hands) {
    describe(`registration ${hands.name}`, {concurrency: 1}, () => {
        const step = steps_of_a_journey();
        const server = new PortalServer();
        const device = new Device();
        let desk;
        let page;
        let staff;
        let queued = 0;
        before(async () => {
            await server.start();
            await device.start();
            desk = await launch();
        });
        after(async () => {
            await device.close();
            await desk.close();
            await server.close();
        });

        step('sign in: Home and Deals show the records of the seller', async () => {
            page = await sign_in(device.context, server, people.maya);
            await said(
                main(page).getByRole('heading', {name: /^Good (morning|afternoon|evening), Maya$/}),
            );
            await said(main(page).getByText('Open pipeline', {exact: true}));
            await said(main(page).getByRole('list', {name: 'Needs you'}));
            assert.match(await page.title(), /^Home · Entente$/);
            await go(page, hands, /^Deals/);
            await said(main(page).getByRole('table', {name: 'Deals'}).getByRole('row').nth(5));
            assert.match(await page.title(), /^Deals · Entente$/);
            assert.equal(new URL(page.url()).pathname, '/deals');
            await search(page, hands, 'Northgate Rail Inc.');
            await kept_for_offline(page);
        });

        step('offline: a reload opens from what the device holds', async () => {
            await device.context.setOffline(true);
            await in_pill(page, 'Offline');
            await page.reload();
            await ready(page);
            await in_pill(page, 'Offline');
            await said(row_of(page, 'Northgate Rail Inc.'));
        });

        step('the form judges, reckons and warns while the person types', async () => {
            await open_form(page, hands);
            await hands.write(page, field(page, 'Customer’s web domain'), 'northgaterail.example');
            await said(main(page).getByText('You already registered this customer'));
            await hands.write(page, field(page, 'Customer’s web domain'), 'no domain');
            await hands.write(page, field(page, 'Customer’s legal name'), example.name);
            const domain = main(page).getByRole('textbox', {
                name: 'Customer’s web domain',
                exact: true,
            });
            await page.waitForFunction(
                (input) => input.getAttribute('aria-invalid') === 'true',
                await domain.elementHandle(),
            );
            assert.equal(
                await domain.getAttribute('aria-description'),
                'Write a web domain like example.com',
            );
            await fill_form(page, hands, example);
            await said(main(page).getByText('No overlap among your own deals'));
            await page.waitForFunction(
                (input) => !input.hasAttribute('aria-invalid'),
                await domain.elementHandle(),
            );
            await said(main(page).getByText('$84,000 – $126,000'));
            await said(
                main(page)
                    .getByText(/System integrator · band 20–30%/)
                    .first(),
            );
        });

        step('offline: “Saved on this device” is said only when it is', async () => {
            // The store is slow for once: until it has answered, nothing says saved.
            await page.evaluate(() => {
                const {commit} = window.entente.store;
                let open;
                const gate = new Promise((resolve) => {
                    open = resolve;
                });
                window.let_it_save = open;
                window.entente.store.commit = async (...all) => {
                    await gate;
                    return commit(...all);
                };
            });
            await submit(page, hands);
            await said(page.getByText('Registration kept.', {exact: true}));
            assert.equal(await page.getByText(/Saved on this device/).count(), 0);
            await page.evaluate(() => window.let_it_save());
            await said(page.getByText('Registration kept. Saved on this device.'));
            await in_pill(page, 'Offline · 1 change kept on this device');
            assert.ok(await stored_anywhere(page, example.domain));
        });

        step('a killed browser loses nothing', async () => {
            await device.kill();
            await device.start();
            // A browser writes its cookies now and then: who was signed in may be lost with it.
            await device.context.clearCookies();
            await device.context.setOffline(true);
            page = watch(device.context.pages()[0] || (await device.context.newPage()));
            await page.goto(`${server.url}/deals`);
            await ready(page);
            await in_pill(page, 'Offline · 1 change kept on this device');
            await search(page, hands, example.name);
            await said(row_of(page, example.name));
            await said(row_of(page, example.name).getByText('Waiting to send'));
        });

        step('the channel manager sees no such deal yet', async () => {
            staff = await sign_in(await desk.newContext(), server, people.elena, '/approvals');
            await said(main(staff).getByRole('heading', {name: 'Approvals'}));
            queued = await waiting_cases(staff);
            assert.ok(queued > 0);
            assert.equal(await row_of(staff, example.name).count(), 0);
        });

        step('online: the session is gone, the work is not', async () => {
            await device.context.setOffline(false);
            await in_pill(page, 'Signed out');
            await said(
                page.getByText('Your work is kept on this device and sent after you sign in.'),
            );
            await hands.press(page, main(page).getByRole('button', {name: 'Sign in'}));
            await fill_sign_in(page, people.maya);
            await ready(page);
        });

        step('online: it is sent, gets a number and a receipt, and the clock runs', async () => {
            await synced(page);
            await go(page, hands, /^Deals/);
            await search(page, hands, example.name);
            await said(row_of(page, example.name).getByText('Synced'));
            await said(row_of(page, example.name).getByText(/^decision due in/));
            await hands.press(page, row_of(page, example.name).getByRole('link').first());
            await said(
                main(page)
                    .getByText(/DR-\d{4}-\d{6}/)
                    .first(),
            );
            await said(main(page).getByText(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/));
        });

        step('the channel manager approves it without a reload', async () => {
            // Its page hears of the new case by itself.
            await staff.waitForFunction(
                (wanted) =>
                    [...document.querySelectorAll('nav a')].some(
                        (link) => link.textContent === `Approvals ${wanted}`,
                    ),
                queued + 1,
            );
            await scroll_to(staff, row_of(staff, example.name));
            await hands.press(staff, row_of(staff, example.name).getByRole('link').first());
            await said(main(staff).getByRole('heading', {name: example.name}));
            await hands.press(staff, main(staff).getByRole('button', {name: 'Take the case'}));
            await said(main(staff).getByText('In review', {exact: true}).first());
            await hands.press(staff, main(staff).getByRole('button', {name: 'Approve…'}));
            const dialog = staff.getByRole('dialog');
            await hands.write(
                staff,
                dialog.getByRole('textbox', {name: 'What the partner will read'}),
                'Good case.',
            );
            await hands.press(staff, dialog.getByRole('button', {name: 'Approve', exact: true}));
            await said(staff.getByText('Approval kept. Saved on this device.'));
            await synced(staff);
        });

        step('the seller sees the protection run and who decided, without a reload', async () => {
            await said(main(page).getByText('Approved by Elena Ruiz').first());
            await said(row_of(page, example.name).getByText('Approved', {exact: true}));
            await said(row_of(page, example.name).getByRole('progressbar', {name: '90 days'}));
            await said(main(page).getByText('Good case.').first());
            await in_pill(page, /^Synced/);
        });

        step('no page met a fault', async () => {
            assert.deepEqual([...page.faults, ...staff.faults], []);
        });
    });
}
