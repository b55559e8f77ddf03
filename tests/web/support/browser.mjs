// Chromium as the tests of the page need it: WebGL 2 in software, no traffic of its own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const executable = process.env.ENTENTE_CHROMIUM || '/usr/bin/chromium';

export const flags = [
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--no-sandbox',
    '--headless=new',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--no-first-run',
    '--metrics-recording-only',
    '--no-pings',
    '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
];

// The built demonstration, wherever it was built last.
export function demo_site() {
    const folders = ['build/wasm/demo/site', 'build/web/demo/site']
        .map((folder) => path.join(root, folder))
        .filter((folder) => fs.existsSync(path.join(folder, 'index.html')))
        .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
    if (!folders.length) throw new Error('build the target demo_site of the preset wasm first');
    return folders[0];
}

export async function launch(more = []) {
    return chromium.launch({
        executablePath: executable,
        headless: false,
        args: [...flags, ...more],
    });
}

export function fresh_profile() {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'entente-profile-'));
}

export async function launch_profile(folder, more = []) {
    return chromium.launchPersistentContext(folder, {
        executablePath: executable,
        headless: false,
        args: [...flags, ...more],
    });
}

// Opens a page and waits until the program is ready. Errors of the page fail the test that asks.
export async function open(context, url) {
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (error) => page.faults.push(String(error)));
    page.on('console', (message) => {
        if (message.type() === 'error') page.faults.push(message.text());
    });
    await page.goto(url);
    await page.waitForSelector('html.ready');
    return page;
}

export const frames_drawn = (page) => page.evaluate(() => window.entente.frames_drawn);

// Waits until no frame was drawn for a while, and says how many there were.
export async function settle(page, quiet_ms = 700) {
    await page.waitForFunction(
        (quiet) => {
            const now = performance.now();
            const seen = window.settling;
            if (!seen || seen.frames !== window.entente.frames_drawn) {
                window.settling = {frames: window.entente.frames_drawn, since: now};
                return false;
            }
            return now - seen.since > quiet;
        },
        quiet_ms,
        {polling: 50},
    );
    return frames_drawn(page);
}
