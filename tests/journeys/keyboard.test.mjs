// A deal is registered with the keyboard alone: Tab, letters, Enter and Space, from the start page.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {launch} from '../web/support/browser.mjs';
import {day_text, example} from './support/deal.mjs';
import {said, sign_in, synced} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';

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

const focused = (page) =>
    page.evaluate(() => {
        const element = document.activeElement;
        return {
            role: element.getAttribute('role') || element.tagName.toLowerCase(),
            name: element.getAttribute('aria-label') || element.textContent,
            shown: Boolean(element.entente),
        };
    });

// Tab after Tab until the control with that name has the focus.
async function tab_to(page, name) {
    const wanted = name instanceof RegExp ? name : new RegExp(`^${name}$`);
    for (let step = 0; step < 160; step++) {
        const {name: now} = await focused(page);
        if (wanted.test(now)) return;
        await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${name}`);
}

async function type_in(page, name, text) {
    await tab_to(page, name);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
}

// A list of choices goes to the first letter, as any list of a browser does, and on with the arrow.
// Whole words would have to be typed within a second.
async function choose_in(page, name, text) {
    const chosen = () =>
        page.evaluate(() => {
            const {selectedOptions} = document.activeElement;
            return selectedOptions && selectedOptions[0] ? selectedOptions[0].text : '';
        });
    await tab_to(page, name);
    await page.keyboard.press(text[0]);
    for (let step = 0; step < 40 && (await chosen()) !== text; step++) {
        await page.keyboard.press('ArrowDown');
    }
    assert.equal(await chosen(), text);
}

test('keyboard: sign in, register a deal, send it', async () => {
    const context = await browser.newContext();
    const page = await sign_in(context, server, people.maya);
    await page.keyboard.press('Tab');
    await tab_to(page, 'Register a deal');
    await page.keyboard.press('Enter');
    await said(page.getByRole('heading', {name: 'Register a deal'}));
    await type_in(page, 'Customer’s web domain', example.domain);
    await type_in(page, 'Customer’s legal name', example.name);
    await choose_in(page, 'Country', example.country);
    await choose_in(page, 'Sector', example.sector);
    await type_in(page, 'What the customer wants to achieve', example.objective);
    await tab_to(page, example.product);
    await page.keyboard.press('Space');
    await type_in(page, 'Software Licenses', example.licenses);
    await type_in(page, 'Expected close', day_text(example.close_in_days));
    await type_in(page, 'Your contact at the customer', example.contact);
    await type_in(page, 'The contact’s e-mail', example.email);
    await tab_to(page, 'Submit registration');
    await page.keyboard.press('Enter');
    await said(page.getByText('Registration kept. Saved on this device.'));
    await synced(page);
    await said(
        page
            .getByRole('main')
            .getByText(/DR-\d{4}-\d{6}/)
            .first(),
    );
    assert.deepEqual(page.faults, []);
});

// With the deal that was registered above: it can still be withdrawn.
test('keyboard: Escape closes a dialog and gives the focus back to what opened it', async () => {
    const context = await browser.newContext();
    const page = await sign_in(context, server, people.maya, '/deals');
    await type_in(page, 'Search deals and customers', example.name);
    await tab_to(page, example.name);
    await page.keyboard.press('Enter');
    await said(page.getByRole('main').getByRole('button', {name: 'Withdraw…'}));
    await tab_to(page, 'Withdraw…');
    await page.keyboard.press('Enter');
    await said(page.getByRole('dialog', {name: `Withdraw ${example.name}?`}));
    await page.waitForFunction(() => document.activeElement.closest('[role=dialog]'));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({state: 'detached'});
    await page.waitForFunction(() => document.activeElement.textContent === 'Withdraw…');
    assert.deepEqual(page.faults, []);
});

test('keyboard: Tab leaves the page at its end', async () => {
    const context = await browser.newContext();
    const page = await sign_in(context, server, people.maya);
    await page.keyboard.press('Tab');
    let left = false;
    for (let step = 0; step < 200 && !left; step++) {
        await page.keyboard.press('Tab');
        left = !(await focused(page)).shown;
    }
    assert.ok(left, 'the focus is caught');
});
