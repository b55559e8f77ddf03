// Text is edited by the browser over the field that the canvas draws: place, caret, IME, undo, Esc.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demo_site, launch, open, settle} from './support/browser.mjs';
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

const name_field = () => page.getByRole('textbox', {name: 'Name'});
const told = (text) =>
    page.waitForFunction((wanted) => {
        const {mirror} = window.entente;
        return mirror.nodes.some((node) => node.name === 'Name' && node.value === wanted);
    }, text);

test('editor: a press puts the caret where it falls, natively', async () => {
    const box = await name_field().boundingBox();
    await page.mouse.move(box.x + 13, box.y + 20);
    await page.mouse.down();
    await page.mouse.up();
    assert.deepEqual(
        await name_field().evaluate((field) => [
            document.activeElement === field,
            field.selectionStart,
        ]),
        [true, 0],
    );
    await page.keyboard.type('X');
    await told('XAda');
    await page.keyboard.press('Backspace');
    await told('Ada');
});

test('editor: a double click selects a word, typing replaces it, undo brings it back', async () => {
    const box = await name_field().boundingBox();
    await page.mouse.dblclick(box.x + 20, box.y + 20);
    await page.keyboard.type('Grace Hopper');
    await told('Grace Hopper');
    for (let i = 0; i < 13; ++i) await page.keyboard.press('Control+z');
    await told('Ada');
});

test('editor: Escape takes back what was typed', async () => {
    await name_field().blur();
    await name_field().focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' Lovelace');
    await told('Ada Lovelace');
    await page.keyboard.press('Escape');
    await told('Ada');
});

test('editor: a field that is left and taken up again goes on with what was typed', async () => {
    await page.evaluate(() => {
        const {mirror} = window.entente;
        const {send, present} = mirror;
        mirror.present = (buffer) => {
            window.old = buffer.slice();
            present.call(mirror, buffer);
        };
        window.present = () => present.call(mirror, window.old);
        window.hold = () => {
            mirror.send = (...event) => window.held.push(event);
        };
        window.held = [];
        window.answer = () => {
            Object.assign(mirror, {send});
            window.held.forEach((event) => send(...event));
        };
    });
    await name_field().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Lise');
    await told('Lise');
    await page.evaluate(() => window.hold());
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Emmy');
    await page.keyboard.press('Tab');
    await page.evaluate(() => window.present());
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('End');
    await page.keyboard.type(' Noether');
    await page.evaluate(() => window.answer());
    await told('Emmy Noether');
    assert.equal(await name_field().inputValue(), 'Emmy Noether');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Ada');
    await told('Ada');
});

test('editor: fill works as with any input, and Enter submits', async () => {
    await name_field().fill('Katherine Johnson');
    await told('Katherine Johnson');
    await name_field().press('Enter');
    await page.getByText('Submitted Katherine Johnson').waitFor({state: 'attached'});
});

test('editor: an input method composes; its text comes whole, unsubmitted', async () => {
    await name_field().fill('');
    await told('');
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', {text: 'に', selectionStart: 1, selectionEnd: 1});
    await session.send('Input.imeSetComposition', {
        text: 'にほん',
        selectionStart: 3,
        selectionEnd: 3,
    });
    await settle(page);
    const during = await page.evaluate(
        () => window.entente.mirror.nodes.find((node) => node.name === 'Name').value,
    );
    assert.equal(during, '', 'nothing is told while composing');
    await session.send('Input.insertText', {text: '日本'});
    await told('日本');
});

test('editor: an empty required field says so to readers', async () => {
    await name_field().fill('');
    await page.waitForFunction(
        () => document.querySelector('[aria-label=Name]').getAttribute('aria-invalid') === 'true',
    );
    assert.equal(await name_field().getAttribute('aria-description'), 'Enter a name');
    assert.equal(await name_field().evaluate((field) => field.required), true);
    await name_field().fill('Ada');
});

test('editor: numbers ask for the number keyboard', async () => {
    assert.equal(
        await page.getByRole('textbox', {name: 'Amount'}).getAttribute('inputmode'),
        'decimal',
    );
});

test('editor: a text area keeps its lines', async () => {
    const notes = page.getByRole('textbox', {name: 'Notes'});
    await notes.fill('One\nTwo\nThree');
    await page.waitForFunction(() =>
        window.entente.mirror.nodes.some((node) => node.value === 'One\nTwo\nThree'),
    );
    assert.equal(await notes.evaluate((field) => field.localName), 'textarea');
});

test('editor: Escape leaves a long text as it is', async () => {
    const notes = page.getByRole('textbox', {name: 'Notes'});
    await notes.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' and Four');
    await page.keyboard.press('Escape');
    await page.keyboard.type('!');
    await page.waitForFunction(() =>
        window.entente.mirror.nodes.some((node) => node.value === 'One\nTwo\nThree and Four!'),
    );
});

// Where the ink of the name stands, in device pixels, in a cut of the page around the field.
async function ink(one) {
    await settle(one);
    const picture = await one.screenshot({
        clip: {x: 30, y: 76, width: 200, height: 32},
        scale: 'device',
    });
    return one.evaluate(async (base64) => {
        const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
        const bitmap = await createImageBitmap(blob);
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const {data} = context.getImageData(0, 0, bitmap.width, bitmap.height);
        let [left, top, right, bottom] = [1e9, 1e9, -1, -1];
        for (let y = 0; y < bitmap.height; ++y) {
            for (let x = 0; x < bitmap.width; ++x) {
                const at = (y * bitmap.width + x) * 4;
                if (data[at] > 128) continue;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
        return {left, top, right, bottom};
    }, picture.toString('base64'));
}

// The second has letters that no face of the product holds: the canvas borrows them from the
// browser.
for (const [ratio, written] of [
    [1, 'Hamburg HExl'],
    [1.25, 'Hamburg HExl'],
    [1.5, 'Hamburg HExl'],
    [2, 'Hamburg HExl'],
    [1, 'H 東京 ქართული'],
    [2, 'H 東京 ქართული'],
]) {
    test(`editor: ${written} stands where it was drawn, at pixel ratio ${ratio}`, async () => {
        const other = await launch([`--force-device-scale-factor=${ratio}`]);
        try {
            const context = await other.newContext({
                serviceWorkers: 'block',
                viewport: null,
                bypassCSP: true,
            });
            const one = await open(context, server.url);
            assert.equal(await one.evaluate(() => window.devicePixelRatio), ratio);
            const field = one.getByRole('textbox', {name: 'Name'});
            await field.fill(written);
            await field.evaluate((element) => element.blur());
            await one.mouse.move(600, 500);
            const drawn = await ink(one);
            await field.focus();
            await one.addStyleTag({
                content: '#mirror input { caret-color: transparent !important }',
            });
            const edited = await ink(one);
            console.log(`# drawn ${JSON.stringify(drawn)} edited ${JSON.stringify(edited)}`);
            assert.ok(drawn.right > drawn.left, 'the canvas drew the text');
            for (const side of ['left', 'top', 'right', 'bottom']) {
                assert.ok(Math.abs(drawn[side] - edited[side]) <= 1, side);
            }
        } finally {
            await other.close();
        }
    });
}

test('editor: nothing went wrong on the page', () => assert.deepEqual(page.faults, []));
