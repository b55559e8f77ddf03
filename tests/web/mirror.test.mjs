// What is drawn is also told: real elements by role and name, with states, order, focus and
// geometry.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demo_site, launch, open, settle} from './support/browser.mjs';
import {chance_from, random_tree, shown_wrongly, told_as_bytes} from './support/semantics.mjs';
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

const focused = () =>
    page.evaluate(
        () =>
            document.activeElement.getAttribute('aria-label') || document.activeElement.textContent,
    );

test('mirror: the page is told whole, by role and name', async () => {
    await settle(page);
    const told = await page.locator('#mirror').ariaSnapshot();
    for (const line of [
        'main',
        'heading "Demonstration" [level=1]',
        'form "Details"',
        'textbox "Name"',
        'textbox "Notes"',
        'checkbox "I agree"',
        'button "Save"',
        'link "Deals"',
        'status',
    ]) {
        assert.ok(told.includes(line), `${line} is not in\n${told}`);
    }
    assert.equal(await page.locator('canvas').getAttribute('aria-hidden'), 'true');
});

test('mirror: elements stand where the canvas draws them', async () => {
    const box = await page.getByRole('button', {name: 'Open'}).boundingBox();
    assert.deepEqual(box, {x: 152, y: 320, width: 120, height: 40});
    const field = await page.getByRole('textbox', {name: 'Name'}).boundingBox();
    assert.deepEqual(field, {x: 24, y: 72, width: 320, height: 40});
});

test('mirror: a plain click goes to the canvas, nothing of the mirror is seen or hit', async () => {
    const hit = await page.evaluate(() => document.elementFromPoint(200, 340).id);
    assert.equal(hit, 'canvas');
    assert.equal(
        await page.evaluate(() => getComputedStyle(document.getElementById('mirror')).opacity),
        '0',
    );
});

test('mirror: Tab walks the controls in reading order', async () => {
    await page.evaluate(() => document.activeElement.blur());
    const order = [];
    for (let i = 0; i < 9; ++i) {
        await page.keyboard.press('Tab');
        order.push(await focused());
    }
    assert.deepEqual(order, [
        'Name',
        'Amount',
        'Notes',
        'I agree',
        'Region',
        'Save',
        'Open',
        'Deals',
        'Rows',
    ]);
});

test('mirror: a dialog takes the focus, fences the rest, gives it back', async () => {
    await page.getByRole('button', {name: 'Open'}).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', {name: 'Sure'}).waitFor({state: 'attached'});
    await page.waitForFunction(() => document.activeElement.textContent === 'Close');
    const inert = () =>
        page.getByLabel('Name').evaluate((field) => Boolean(field.closest('[inert]')));
    assert.equal(await inert(), true, 'the rest is inert');
    assert.equal(await page.getByRole('dialog').getAttribute('aria-modal'), 'true');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.textContent === 'Open');
    assert.equal(await inert(), false);
});

test('mirror: a checkbox follows the program, by reader and by pointer', async () => {
    const box = page.getByRole('checkbox', {name: 'I agree'});
    await box.dispatchEvent('click');
    await page.waitForFunction(() => document.querySelector('[aria-label="I agree"]').checked);
    await box.click({force: true});
    await page.waitForFunction(() => !document.querySelector('[aria-label="I agree"]').checked);
});

test('mirror: a list keeps what was chosen last, however late the program answers', async () => {
    const list = page.getByRole('combobox', {name: 'Region'});
    const chosen = () => list.evaluate((select) => select.selectedOptions[0].text);
    await list.focus();
    assert.equal(await chosen(), 'Distributor');
    await page.evaluate(() => {
        const {mirror} = window.entente;
        const {send} = mirror;
        window.held = [];
        mirror.send = (...event) => window.held.push(event);
        window.release = () => send(...window.held.shift());
        window.answer = () => Object.assign(mirror, {send});
    });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const told = () => list.evaluate((select) => select.entente.node.value);
    for (const answered of ['Vendor', 'Distributor']) {
        await page.evaluate(() => window.release());
        await settle(page);
        assert.equal(await told(), answered);
        assert.equal(await chosen(), 'Partner');
    }
    await page.evaluate(() => {
        window.answer();
        window.release();
    });
    await settle(page);
    assert.equal(await told(), 'Partner');
    assert.equal(await chosen(), 'Partner');
});

test('mirror: a press by pointer moves the focus of the page to the control', async () => {
    await page.getByRole('button', {name: 'Save'}).click({force: true});
    assert.equal(await focused(), 'Save');
});

test('mirror: a link is a link: it changes the address, and going back is told', async () => {
    const link = page.getByRole('link', {name: 'Deals'});
    assert.equal(await link.getAttribute('href'), '/deals');
    await link.click({force: true});
    await page.waitForURL(`${server.url}/deals`);
    assert.equal(await page.title(), 'Deals');
    await page.goBack();
    await page.getByRole('heading', {name: 'Demonstration'}).waitFor({state: 'attached'});
});

test('mirror: Control and a press on a link opens a new tab', async () => {
    const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', {name: 'Deals'}).click({force: true, modifiers: ['Control']}),
    ]);
    assert.equal(new URL(opened.url()).pathname, '/deals');
    await opened.close();
});

test('mirror: rows are windowed, numbered, and their elements are recycled', async () => {
    await page.getByRole('button', {name: 'Rows'}).dispatchEvent('click');
    const table = page.getByRole('table', {name: 'Deals'});
    await table.waitFor({state: 'attached'});
    assert.equal(await table.getAttribute('aria-rowcount'), '1000');
    await page.evaluate(() => {
        window.old_rows = new Set(document.querySelectorAll('[role=row],[role=cell]'));
    });
    await page.mouse.move(600, 200);
    await page.mouse.wheel(0, 2400);
    await page.getByText('r100c0').waitFor({state: 'attached'});
    await settle(page);
    const made = await page.evaluate(
        () =>
            [...document.querySelectorAll('[role=row],[role=cell]')].filter(
                (element) => !window.old_rows.has(element),
            ).length,
    );
    assert.equal(made, 0, 'no element was made for rows that came into view');
    const first = await page.locator('[role=row]').first();
    assert.equal(await first.getAttribute('aria-rowindex'), '101');
    assert.equal(await first.locator('[role=cell]').count(), 8);
    assert.equal(await page.locator('[role=row]').count(), 40);
});

test('mirror: whatever the program tells next, the page becomes exactly that', async () => {
    const seed = Number(process.env.ENTENTE_SEED) || (Date.now() % 1e9) + 1;
    console.log(`# seed ${seed}`);
    const chance = chance_from(seed);
    const other = await open(await browser.newContext({serviceWorkers: 'block'}), server.url);
    await settle(other);
    for (let batch = 0; batch < 20; ++batch) {
        const trees = Array.from({length: 50}, () => random_tree(chance));
        const wrong = await other.evaluate(shown_wrongly, trees.map(told_as_bytes));
        assert.deepEqual(wrong, [], `seed ${seed}`);
    }
    await other.close();
});

test('mirror: nothing went wrong on the page', () => assert.deepEqual(page.faults, []));
