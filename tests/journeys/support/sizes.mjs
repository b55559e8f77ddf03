// What a first visit fetches, as it travels: brotli where the server has it, per file.
import {ready, synced, watch} from './portal.mjs';
import {password, people} from './portal_server.mjs';

async function record(page, context, act) {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const files = new Map();
    session.on('Network.responseReceived', ({requestId, response}) => {
        files.set(requestId, {
            url: response.url,
            bytes: 0,
            worker: response.fromServiceWorker,
            encoding:
                response.headers['content-encoding'] || response.headers['Content-Encoding'] || '',
        });
    });
    session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
        if (files.has(requestId)) files.get(requestId).bytes = encodedDataLength;
    });
    await act();
    await session.detach();
    return [...files.values()];
}

// From the address to the first usable screen, signing in included.
export async function first_visit(browser, server) {
    const context = await browser.newContext({serviceWorkers: 'block'});
    const page = watch(await context.newPage());
    const files = await record(page, context, async () => {
        await page.goto(`${server.url}/`);
        await page.getByLabel('Work email').fill(people.maya);
        await page.getByLabel('Password').fill(password);
        await page.getByRole('button', {name: 'Sign in'}).click();
        await ready(page);
        await synced(page);
    });
    await context.close();
    const once = new Map();
    for (const file of files) {
        const before = once.get(file.url);
        if (!before || before.bytes < file.bytes) once.set(file.url, file);
    }
    const own = [...once.values()].filter((file) => file.url.startsWith(server.url));
    const code = own.filter((file) => !new URL(file.url).pathname.startsWith('/api/'));
    const total = code.reduce((sum, file) => sum + file.bytes, 0);
    const line = (name, bytes, encoding) =>
        `${name.padEnd(44)} ${String(bytes).padStart(8)} ${encoding}`;
    const table = [
        ...own
            .sort((a, b) => b.bytes - a.bytes)
            .map((file) => line(new URL(file.url).pathname, file.bytes, file.encoding)),
        line('together, without the API', total, ''),
    ].join('\n');
    const foreign = [...once.keys()].filter(
        (url) =>
            !url.startsWith(server.url) && !url.startsWith('data:') && !url.startsWith('blob:'),
    );
    return {total, table, foreign};
}
