// What the server does not accept is kept, said why, and sent again in a better form.
import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import {launch} from '../web/support/browser.mjs';
import {example, field, fill_form, open_form, submit} from './support/deal.mjs';
import {
    both_hands,
    go,
    kept_for_offline,
    ready,
    said,
    sign_in,
    steps_of_a_journey,
    stored_files,
    synced,
} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';

const main = (page) => page.getByRole('main');
const in_pill = (page, text) => said(page.getByRole('banner').getByRole('button', {name: text}));

for (const hands of both_hands) {
    describe(`needs attention ${hands.name}`, {concurrency: 1}, () => {
        const step = steps_of_a_journey();
        const server = new PortalServer();
        let browser;
        let phone;
        let laptop;
        before(async () => {
            await server.start();
            browser = await launch();
        });
        after(async () => {
            await browser.close();
            await server.close();
        });

        step('two devices of one seller register the same customer offline', async () => {
            phone = await sign_in(await browser.newContext(), server, people.maya, '/deals');
            laptop = await sign_in(await browser.newContext(), server, people.maya, '/deals');
            for (const page of [phone, laptop]) {
                await kept_for_offline(page);
                await page.context().setOffline(true);
                await in_pill(page, 'Offline');
                await open_form(page, hands);
                await fill_form(page, hands, example);
                await submit(page, hands);
                await said(page.getByText('Registration kept. Saved on this device.'));
            }
        });

        step(
            'the first is taken; the second stands in Needs attention with its reason',
            async () => {
                await phone.context().setOffline(false);
                await synced(phone);
                await laptop.context().setOffline(false);
                await in_pill(laptop, '1 change needs attention');
                await go(laptop, hands, 'Needs attention');
                await said(main(laptop).getByText('Not accepted').first());
                await said(
                    main(laptop).getByText(
                        'You have already registered this customer for this product',
                    ),
                );
                await said(main(laptop).getByText(example.objective));
            },
        );

        step('it survives a reload without the network', async () => {
            await laptop.context().setOffline(true);
            await laptop.reload();
            await ready(laptop);
            await said(
                main(laptop).getByText(
                    'You have already registered this customer for this product',
                ),
            );
            const files = await stored_files(laptop);
            assert.ok(files.some((file) => file.text.includes(example.domain)));
            await laptop.context().setOffline(false);
        });

        step('edited and sent again, it is taken', async () => {
            const again = main(laptop).getByRole('button', {name: 'Edit and send again'});
            await hands.press(laptop, again);
            await said(main(laptop).getByRole('heading', {name: 'Edit and send again'}));
            assert.equal(await field(laptop, 'Customer’s legal name').inputValue(), example.name);
            await hands.press(
                laptop,
                main(laptop).getByRole('button', {name: 'Platform licenses', exact: true}),
            );
            await hands.press(
                laptop,
                main(laptop).getByRole('button', {name: 'Task Delegation', exact: true}),
            );
            await hands.press(
                laptop,
                main(laptop).getByRole('button', {name: 'Send again'}).first(),
            );
            await synced(laptop);
            await said(
                main(laptop)
                    .getByText(/DR-\d{4}-\d{6}/)
                    .first(),
            );
            assert.equal(
                await laptop
                    .getByRole('navigation')
                    .getByRole('link', {name: /^Needs attention \d/})
                    .count(),
                0,
            );
            // Both registrations stand on the other device too.
            await go(phone, hands, /^Deals/);
            await phone.waitForFunction(
                (name) =>
                    [...document.querySelectorAll('[role=row] a')].filter(
                        (link) => link.textContent === name,
                    ).length === 2,
                example.name,
            );
            assert.deepEqual([...phone.faults, ...laptop.faults], []);
        });
    });
}
