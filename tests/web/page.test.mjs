// The page around the program: sign-in in plain HTML, crash, basic mode, routes, what is fetched.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demo_site, launch, open, settle} from './support/browser.mjs';
import {SiteServer} from './support/site_server.mjs';

let server;
let browser;
before(async () => {
    server = await new SiteServer(demo_site()).start();
    browser = await launch();
});
after(async () => {
    await browser.close();
    await server.stop();
});

const context_of = (options = {}) => browser.newContext({serviceWorkers: 'block', ...options});

async function sign_in_page(context) {
    const page = await context.newPage();
    await page.goto(`${server.url}/sign_in.html?next=/deals`);
    await page.getByLabel('Work email').fill('ada@example.com');
    await page.getByLabel('Password').fill('a long passphrase');
    return page;
}

test('sign-in: fields that password managers know, and one request', async () => {
    let body;
    let header;
    server.api.set('POST /api/v1/session', (request, response, bytes) => {
        body = JSON.parse(bytes);
        header = request.headers['x-entente'];
        response.writeHead(204, {'Set-Cookie': 'session=1; HttpOnly; SameSite=Strict'});
        response.end();
    });
    const context = await context_of();
    const page = await sign_in_page(context);
    assert.equal(await page.getByLabel('Work email').getAttribute('autocomplete'), 'username');
    assert.equal(
        await page.getByLabel('Password').getAttribute('autocomplete'),
        'current-password',
    );
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}/deals`);
    assert.deepEqual(body, {email: 'ada@example.com', password: 'a long passphrase'});
    assert.equal(header, '1');
    await context.close();
});

for (const [status, value, words] of [
    [401, {code: 'email_and_password_must_match'}, 'Email and password do not match'],
    [403, {code: 'account_must_be_enabled'}, 'This account is disabled. Ask your administrator'],
    [429, {}, 'Too many attempts. Wait a few minutes and try again'],
    [503, {}, 'The server does not answer as it should. Try again in a moment'],
]) {
    test(`sign-in: an answer ${status} is said in words`, async () => {
        server.reply('POST /api/v1/session', status, value, {
            'Content-Type': 'application/problem+json',
        });
        const context = await context_of();
        const page = await sign_in_page(context);
        await page.getByRole('button', {name: 'Sign in'}).click();
        await page.getByRole('alert').filter({hasText: words}).waitFor();
        await context.close();
    });
}

test('sign-in: next never leads to another site', async () => {
    server.reply('POST /api/v1/session', 200, {});
    const context = await context_of();
    const page = await context.newPage();
    await page.goto(`${server.url}/sign_in.html?next=//elsewhere.example/`);
    await page.getByLabel('Work email').fill('ada@example.com');
    await page.getByLabel('Password').fill('x');
    await page.getByRole('button', {name: 'Sign in'}).click();
    await page.waitForURL(`${server.url}/`);
    await context.close();
});

// A commit before the load is refused.
const loaded = (page) => page.getByText(/^Loaded \d+ files/).waitFor({state: 'attached'});

test('page: without a session the person is asked to sign in', async () => {
    server.reply('GET /api/v1/session', 401, {});
    const context = await context_of();
    const page = await context.newPage();
    await page.goto(`${server.url}/deals`);
    await page.getByRole('heading', {name: 'Sign in to Entente'}).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('next'), '/deals');
    server.sign_in();
    await context.close();
});

test('page: a fault stops the program, keeps the page, and says that work is saved', async () => {
    const context = await context_of();
    const page = await open(context, server.url);
    await page.evaluate(() => {
        window.entente.program.module._entente_frame = () => {
            throw new Error('planted');
        };
        window.entente.program.request();
    });
    const card = page.getByRole('alertdialog');
    await card.getByText('What it called saved is on this device').waitFor();
    assert.equal(await page.evaluate(() => window.entente.dead), true);
    await page.getByRole('button', {name: 'Reload'}).click();
    await page.getByRole('button', {name: 'Save'}).waitFor({state: 'attached'});
    await context.close();
});

test('page: without WebGL 2 everything can be read and done', async () => {
    const context = await context_of();
    await context.addInitScript(() => {
        const {getContext} = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...more);
        };
    });
    const page = await open(context, server.url);
    await loaded(page);
    await page.getByRole('textbox', {name: 'Name'}).fill('Basic Ada');
    await page.getByRole('button', {name: 'Save'}).click();
    await page.getByText('Commit 1 ok').waitFor();
    assert.deepEqual(page.faults, []);
    await context.close();
});

test('page: on a phone a tap presses, and a drag does not', async () => {
    const context = await context_of({
        hasTouch: true,
        isMobile: true,
        viewport: {width: 390, height: 844},
    });
    const page = await open(context, server.url);
    await loaded(page);
    await page.touchscreen.tap(84, 340);
    await page.getByText('Commit 1 ok').waitFor({state: 'attached'});
    const session = await context.newCDPSession(page);
    const touch = (type, y) =>
        session.send('Input.dispatchTouchEvent', {
            type,
            touchPoints: type === 'touchEnd' ? [] : [{x: 84, y}],
        });
    await touch('touchStart', 340);
    for (let y = 330; y > 250; y -= 10) await touch('touchMove', y);
    await touch('touchEnd');
    await settle(page);
    assert.equal(await page.getByText('Commit 2 ok').count(), 0);
    await context.close();
});

test('page: text size and pixel ratio of the person reach the program', async () => {
    const context = await context_of({deviceScaleFactor: 1.5, viewport: {width: 800, height: 600}});
    const page = await open(context, server.url);
    const size = await page.evaluate(() => [canvas.width, canvas.height, canvas.style.width]);
    assert.deepEqual(size, [1200, 900, '800px']);
    await page.setViewportSize({width: 500, height: 400});
    await page.waitForFunction(() => canvas.width === 750 && canvas.height === 600);
    await context.close();
});

test('page: the browser keeps its keys', async () => {
    const context = await context_of();
    const page = await open(context, server.url);
    const prevented = await page.evaluate(() =>
        ['F5', 'F12', 'Tab', 'r', '+', 't'].filter((key) => {
            const event = new KeyboardEvent('keydown', {
                key,
                ctrlKey: key.length === 1,
                bubbles: true,
                cancelable: true,
            });
            document.body.dispatchEvent(event);
            return event.defaultPrevented;
        }),
    );
    assert.deepEqual(prevented, []);
    await context.close();
});
