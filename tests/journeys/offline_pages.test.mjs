// What a seller reads without a network: margins with their rules, the rate card, certifications.
import assert from 'node:assert/strict';
import {after, before, describe} from 'node:test';
import {launch} from '../web/support/browser.mjs';
import {
    both_hands,
    go,
    kept_for_offline,
    ready,
    said,
    sign_in,
    steps_of_a_journey,
} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';

const main = (page) => page.getByRole('main');
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

for (const hands of both_hands) {
    describe(`offline pages ${hands.name}`, {concurrency: 1}, () => {
        const step = steps_of_a_journey();
        let page;
        step('a cold start without the network opens the page that was asked for', async () => {
            page = await sign_in(await browser.newContext(), server, people.maya);
            await kept_for_offline(page);
            await page.context().setOffline(true);
            await page.goto(`${server.url}/margins`);
            await ready(page);
            await said(page.getByRole('banner').getByRole('button', {name: 'Offline'}));
            await said(main(page).getByRole('heading', {name: 'Margins'}));
        });

        step('Margins: the calculator reckons by the agreement and names every rule', async () => {
            const amount = main(page).getByRole('textbox', {name: 'Software Licenses'});
            await hands.write(page, amount, '100000');
            const steps = main(page).getByRole('table', {name: 'You earn'});
            await said(steps.getByRole('row').filter({hasText: 'Software Licenses'}));
            await said(steps.getByText('20–30%').first());
            const why = steps.getByRole('button', {name: 'About Software Licenses'});
            assert.match(
                await why.getAttribute('aria-description'),
                /^Rule system_integrator\.software_licenses, version 2026-10, in force since 1 Oct/,
            );
            await said(main(page).getByRole('slider', {name: 'Rate inside your band'}));
        });

        step('Margins: the rate card lists bands, agreed rates and rules', async () => {
            await hands.press(page, main(page).getByRole('button', {name: 'Rate card'}));
            const card = main(page).getByRole('table');
            await said(card.getByRole('row').filter({hasText: 'Software Licenses'}).first());
            await page.waitForURL(/\/margins\/rate-card$/);
        });

        step(
            'Certifications: the people of the partner, what they hold and what comes next',
            async () => {
                await go(page, hands, 'Certifications');
                await said(main(page).getByRole('heading', {name: 'Certifications'}));
                for (const level of ['Foundation', 'Professional', 'Expert']) {
                    await said(main(page).getByText(level).first());
                }
                await said(main(page).getByRole('row').filter({hasText: 'Jonas Weber'}));
                await said(main(page).getByRole('row').filter({hasText: 'Maya Okafor'}));
                assert.deepEqual(page.faults, []);
            },
        );
    });
}
