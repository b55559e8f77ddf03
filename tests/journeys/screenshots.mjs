// Takes a picture of each screen, light and dark, wide and narrow, into assets/screenshots.
// Usage: node tests/journeys/screenshots.mjs [name of a screen ...]
import fs from 'node:fs';
import path from 'node:path';
import {launch, root, settle} from '../web/support/browser.mjs';
import {ready, sign_in, synced} from './support/portal.mjs';
import {PortalServer, people} from './support/portal_server.mjs';
import {compressed} from './support/png.mjs';
import {screens} from './support/screens.mjs';

const folder = process.env.ENTENTE_SCREENSHOTS || path.join(root, 'assets/screenshots');
const bytes_max = 150 * 1000;
const sizes = [
    {name: 'wide', width: 1440, height: 900, touch: false},
    {name: 'narrow', width: 390, height: 844, touch: true},
];
const wanted = process.argv.slice(2);

async function take(server, browser, who, scheme, size) {
    const context = await browser.newContext({
        colorScheme: scheme,
        viewport: {width: size.width, height: size.height},
        hasTouch: size.touch,
        isMobile: size.touch,
    });
    const kept = async (page, screen) => {
        const picture = compressed(await page.screenshot());
        const name = `${screen}-${scheme}-${size.name}.png`;
        if (picture.length > bytes_max) throw new Error(`${name} has ${picture.length} bytes`);
        fs.writeFileSync(path.join(folder, name), picture);
        console.log(`${name} ${picture.length}`);
    };
    const asks = (name) => !wanted.length || wanted.includes(name);
    if (who === 'maya' && asks('sign-in')) {
        const page = await context.newPage();
        await page.goto(`${server.url}/sign_in.html`, {waitUntil: 'networkidle'});
        await kept(page, 'sign-in');
        await page.close();
    }
    const page = await sign_in(context, server, people[who]);
    for (const screen of screens) {
        if (screen.who !== who || !asks(screen.name)) continue;
        await page.goto(`${server.url}${screen.route}`);
        await ready(page);
        await synced(page);
        if (screen.open) await screen.open(page);
        await settle(page, 500);
        await kept(page, screen.name);
    }
    await context.close();
}

fs.mkdirSync(folder, {recursive: true});
const server = await new PortalServer().start();
const browser = await launch();
try {
    for (const who of ['maya', 'elena']) {
        for (const scheme of ['light', 'dark']) {
            for (const size of sizes) await take(server, browser, who, scheme, size);
        }
    }
} finally {
    await browser.close();
    await server.close();
}
