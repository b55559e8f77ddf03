// The portal as a person meets it: found by what a screen reader says, used in two ways. With the
// eyes: the pointer at the place where the canvas shows a control. With assistive technology: the
// element itself, wherever it stands. Both ways must lead to the same.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {root, settle} from '../../web/support/browser.mjs';
import {password} from './portal_server.mjs';

// For a loaded machine; conditions end every wait.
export const patience_ms = Number(process.env.ENTENTE_PATIENCE_MS) || 60000;

async function rect_in_view(page, locator) {
    await locator.waitFor({state: 'attached'});
    return locator.evaluate((element) => {
        const box = element.getBoundingClientRect();
        const scroller = element.closest('main, [role=dialog], body').getBoundingClientRect();
        const area = {
            top: Math.max(scroller.top, 0),
            bottom: Math.min(scroller.bottom || innerHeight, innerHeight),
        };
        return {
            x: box.x + Math.min(box.width / 2, 40),
            y: box.y + box.height / 2,
            area,
            middle: {x: (scroller.left + scroller.right) / 2, y: (area.top + area.bottom) / 2},
        };
    });
}

// Turns the wheel until the control can be seen.
export async function bring_into_view(page, locator) {
    for (let turn = 0; turn < 60; turn++) {
        const {y, area, middle} = await rect_in_view(page, locator);
        const above = area.top + 24 - y;
        const below = y - (area.bottom - 24);
        if (above <= 0 && below <= 0) return;
        await page.mouse.move(middle.x, middle.y);
        await page.mouse.wheel(
            0,
            above > 0 ? -Math.min(above + 60, 400) : Math.min(below + 60, 400),
        );
        await settle(page, 150);
    }
    throw new Error(`cannot be scrolled into view: ${locator}`);
}

// Where the canvas shows an option of the open list, and the part of the page that the list covers.
function option_place(locator, name) {
    return locator.evaluate((select, wanted) => {
        const nodes = [...select.options].map((option) => option.entente.node);
        const node = nodes[[...select.options].findIndex((option) => option.text === wanted)];
        const box = select.getBoundingClientRect();
        const height = node.height * Math.min(nodes.length, 8);
        const below = nodes[0].y >= box.bottom || box.bottom + height + 12 <= innerHeight;
        const top = below ? box.bottom + 8 : box.top - 8 - height;
        return {x: node.x + 30, y: node.y + node.height / 2, list: {top, bottom: top + height}};
    }, name);
}

export const pixel = {
    name: 'by pointer',
    async press(page, locator) {
        await bring_into_view(page, locator);
        await settle(page, 150);
        const {x, y} = await rect_in_view(page, locator);
        await page.mouse.click(x, y);
    },
    async write(page, locator, text) {
        await this.press(page, locator);
        await page.keyboard.press('Control+a');
        await page.keyboard.type(text);
    },
    // Opens the list and turns the wheel over it until the option is there.
    async choose(page, locator, option) {
        await this.press(page, locator);
        for (let turn = 0; turn < 60; turn++) {
            await settle(page, 150);
            const {x, y, list} = await option_place(locator, option);
            if (y > list.top && y < list.bottom) return page.mouse.click(x, y);
            const middle = (list.top + list.bottom) / 2;
            await page.mouse.move(x, middle);
            // To the middle: at its very edge an option is neither inside nor further to turn.
            await page.mouse.wheel(0, Math.max(-600, Math.min(y - middle, 600)));
        }
        throw new Error(`cannot be chosen: ${option}`);
    },
};

export const assistive = {
    name: 'by assistive technology',
    async press(page, locator) {
        await locator.dispatchEvent('click');
    },
    async write(page, locator, text) {
        await locator.fill(text, {force: true});
    },
    async choose(page, locator, option) {
        await locator.selectOption({label: option}, {force: true});
    },
};

// Each journey is made with both; ENTENTE_HANDS=pointer takes one of them, to try something out.
export const both_hands = [pixel, assistive].filter((hands) =>
    hands.name.includes(process.env.ENTENTE_HANDS || ''),
);

const watched = new Set();

// What stood on the open pages when a step failed: a picture of each, and what it said.
async function show_pages(step) {
    const folder = path.join(root, 'build/test-logs/journeys');
    fs.mkdirSync(folder, {recursive: true});
    let number = 0;
    for (const page of watched) {
        if (page.isClosed()) continue;
        const file = path.join(folder, `${step.replace(/\W+/g, '_')}-${++number}.png`);
        await page.screenshot({path: file}).catch((error) => console.log(String(error)));
        const invalid = await page
            .locator('[aria-invalid=true]')
            .evaluateAll((fields) => fields.map((field) => field.getAttribute('aria-label')));
        console.log(`${page.url()}: ${file}`, page.faults, invalid);
    }
}

// The steps of a journey build on each other: after one has failed, the rest would only wait.
export function steps_of_a_journey() {
    let broken = '';
    return (name, act) =>
        test(name, async (context) => {
            assert.equal(broken, '', 'an earlier step failed');
            try {
                await act(context);
            } catch (error) {
                broken = name;
                await show_pages(name);
                throw error;
            }
        });
}

// What the page said when it broke; asserted to be empty at the end of each journey.
export function watch(page) {
    page.faults = [];
    watched.add(page);
    page.once('close', () => watched.delete(page));
    page.setDefaultTimeout(patience_ms);
    page.on('pageerror', (error) => page.faults.push(String(error.stack || error)));
    page.on('console', (message) => {
        const text = message.text();
        const offline = text.startsWith('Failed to load resource');
        const broken = message.type() === 'error' || text.startsWith('WebGL');
        if (broken && !offline) page.faults.push(text);
    });
    return page;
}

export const ready = (page) => page.waitForSelector('html.ready', {state: 'attached'});

// The plain form, which needs no program.
export async function fill_sign_in(page, email) {
    await page.getByLabel('Work email').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', {name: 'Sign in'}).click();
}

// Signs in by the plain form and waits until the first sync has brought the records.
export async function sign_in(context, server, email, route = '/') {
    const page = watch(await context.newPage());
    await page.goto(`${server.url}${route}`);
    await fill_sign_in(page, email);
    await ready(page);
    await synced(page);
    return page;
}

export const pill = (page) => page.getByRole('banner').getByRole('button').first();
export const said = (locator) => locator.waitFor({state: 'attached', timeout: patience_ms});
export const synced = (page) =>
    said(page.getByRole('banner').getByRole('button', {name: /^Synced/}));

// Everything a person could come back for is cached, so the next start needs no network.
export const kept_for_offline = (page) =>
    page.waitForFunction(
        async () => {
            if (!navigator.serviceWorker.controller) return false;
            for (const name of await caches.keys()) {
                if (await (await caches.open(name)).match('/sign_in.html')) return true;
            }
            return false;
        },
        null,
        {polling: 100},
    );

export async function go(page, hands, name) {
    const link = page.getByRole('navigation').getByRole('link', {name});
    await hands.press(page, link.first());
}

// What IndexedDB holds, of every database of the profile: names of records and the text in them.
export const stored_files = (page) =>
    page.evaluate(async () => {
        const answer = (request) =>
            new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
        const utf8 = new TextDecoder('utf-8');
        const files = [];
        for (const {name} of await indexedDB.databases()) {
            const database = await answer(indexedDB.open(name));
            for (const store_name of database.objectStoreNames) {
                const store = database.transaction(store_name, 'readonly').objectStore(store_name);
                const [keys, records] = await Promise.all([
                    answer(store.getAllKeys()),
                    answer(store.getAll()),
                ]);
                keys.forEach((key, i) =>
                    files.push({
                        name: String(key),
                        text: utf8.decode(records[i].contents || records[i]),
                    }),
                );
            }
            database.close();
        }
        return files;
    });

// Lists the deals of a customer by the search above the page, from wherever one is.
export async function search(page, hands, customer) {
    await hands.write(
        page,
        page.getByRole('textbox', {name: 'Search deals and customers'}),
        customer,
    );
    await said(page.getByRole('main').getByRole('link', {name: customer}).first());
}

// Long lists hold only the rows near what is in view: turns the wheel down until this one is there.
export async function scroll_to(page, locator) {
    const {width, height} =
        page.viewportSize() ||
        (await page.evaluate(() => ({width: innerWidth, height: innerHeight})));
    for (let turn = 0; turn < 60 && !(await locator.count()); turn++) {
        await page.mouse.move(width / 2, height / 2);
        await page.mouse.wheel(0, height / 2);
        await settle(page, 150);
    }
    await said(locator.first());
}
