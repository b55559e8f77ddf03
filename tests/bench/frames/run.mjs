// What a frame of Deals costs with 10,000 rows, in real Chromium with the real portal: while it
// scrolls, while somebody types in the search, and at rest. Writes tests/proof/frames.md.
//   node tests/bench/frames/run.mjs [rounds]
import fs from 'node:fs';
import {chromium} from 'playwright-core';
import {sign_in, synced} from '../../journeys/support/portal.mjs';
import {PortalServer, people} from '../../journeys/support/portal_server.mjs';
import {executable, flags, fresh_profile, settle} from '../../web/support/browser.mjs';
import {figure, percentile} from '../support/figures.mjs';
import {Record, table} from '../support/record.mjs';

const rounds = Number(process.argv[2] || 3);
const deals = 10_000;
const idle_ms = 2_000;
const wheel_turns = 60;
const typed = 'aerospace';
const viewport = {width: 1440, height: 900};

// Every frame from now on is timed: the program, what it asks of the canvas, and the mirror.
const time_frames = (page) =>
    page.evaluate(() => {
        const {module} = window.entente.program;
        const frame = module._entente_frame;
        window.ententeFrames = [];
        module._entente_frame = (monotonic_ms, now_ms) => {
            const begun = performance.now();
            const next = frame(monotonic_ms, now_ms);
            window.ententeFrames.push(performance.now() - begun);
            return next;
        };
    });

const take_frames = async (page) => {
    await settle(page, 200);
    return page.evaluate(() => window.ententeFrames.splice(0));
};

const next_frame = (page) =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));

async function scrolled(page, step) {
    await page.mouse.move(viewport.width / 2, viewport.height * 0.6);
    for (let turn = 0; turn < wheel_turns; turn++) {
        await page.mouse.wheel(0, step);
        await next_frame(page);
    }
    return take_frames(page);
}

async function typed_in(page) {
    const box = page.getByRole('textbox', {name: 'Search deals and customers'});
    await box.focus();
    for (const letter of typed) {
        await page.keyboard.type(letter);
        await next_frame(page);
    }
    for (let i = 0; i < typed.length; i++) {
        await page.keyboard.press('Backspace');
        await next_frame(page);
    }
    return take_frames(page);
}

async function sorted(page) {
    const titles = page.getByRole('main').getByRole('columnheader');
    for (let i = 0; i < (await titles.count()); i++) {
        await titles.nth(i).getByRole('button').dispatchEvent('click');
        await settle(page, 100);
    }
    return take_frames(page);
}

async function drawn_at_rest(page) {
    const before = await settle(page);
    return page.evaluate(
        ([wait_ms, drawn]) =>
            new Promise((resolve) => {
                setTimeout(() => resolve(window.entente.frames_drawn - drawn), wait_ms);
            }),
        [idle_ms, before],
    );
}

async function measured(server, runs) {
    const profile = fresh_profile();
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: executable,
        headless: false,
        args: flags,
        viewport,
    });
    try {
        const page = await sign_in(context, server, people.jonas, '/deals?filter=all');
        await synced(page);
        const rows = page.getByRole('main').getByRole('table').first();
        const count = Number(await rows.getAttribute('aria-rowcount'));
        if (count < deals) throw new Error(`the list holds ${count} rows`);
        console.log(`${count} deals are listed`);
        await time_frames(page);
        await settle(page);
        for (let round = 0; round < rounds; round++) {
            runs.scroll.push(...(await scrolled(page, 90)));
            runs.fling.push(...(await scrolled(page, 2_400)));
            runs.typing.push(...(await typed_in(page)));
            runs.sort.push(...(await sorted(page)));
            runs.idle.push(await drawn_at_rest(page));
            console.log(`round ${round + 1} of ${rounds} is measured`);
        }
        if (page.faults.length) throw new Error(page.faults.join('\n'));
    } finally {
        await context.close();
        fs.rmSync(profile, {recursive: true, force: true});
    }
}

const names = {
    scroll: 'scrolling by the wheel',
    fling: 'scrolling by screens',
    typing: `typing "${typed}" in the search and taking it back`,
    sort: 'sorting by each column',
};

async function run() {
    const record = new Record('frames', 'Frames of Deals with 10,000 rows');
    const server = await new PortalServer({deals}).start();
    const runs = {scroll: [], fling: [], typing: [], sort: [], idle: []};
    try {
        await measured(server, runs);
    } finally {
        await server.close();
    }
    record.add(
        `The portal in Chromium at ${viewport.width} x ${viewport.height}, drawn in software, ` +
            `signed in as the administrator of a partner with ${figure(deals)} deals; ${rounds} ` +
            'rounds. A frame is everything on the page’s thread: input, page, drawing commands ' +
            'and the mirror of elements.',
        table(
            ['ms a frame', 'frames', 'p50', 'p95', 'longest'],
            Object.entries(names).map(([name, text]) => [
                text,
                figure(runs[name].length),
                figure(percentile(runs[name], 0.5)),
                figure(percentile(runs[name], 0.95)),
                figure(Math.max(...runs[name])),
            ]),
        ),
        `Frames drawn in ${idle_ms / 1000} s at rest: ${runs.idle.join(', ')}.`,
    );
    if (runs.idle.some((frames) => frames > 0)) throw new Error('frames are drawn at rest');
    record.write();
}

await run();
