// The four steps by the portal's own program, against a real server.
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {synced} from '../../journeys/support/portal.mjs';
import {
    PortalServer,
    password,
    people,
    portal_site,
} from '../../journeys/support/portal_server.mjs';

const probe = path.join(path.dirname(fileURLToPath(import.meta.url)), 'probe.js');
export const patience_ms = Number(process.env.ENTENTE_PATIENCE_MS) || 180_000;

// One demonstration, made once and copied for each run: pushes of one are not there in the next.
export class Demonstration {
    constructor(deals) {
        this.deals = deals;
    }

    async make(site) {
        this.template = await new PortalServer({deals: this.deals, site}).start();
        await this.template.stop();
    }

    async serve(site) {
        const server = new PortalServer({site});
        for (const name of fs.readdirSync(this.template.folder))
            fs.cpSync(path.join(this.template.folder, name), path.join(server.folder, name));
        return server.start();
    }

    close() {
        fs.rmSync(this.template.folder, {recursive: true, force: true});
    }
}

async function opened(context, url) {
    const page = await context.newPage();
    page.setDefaultTimeout(patience_ms);
    await page.addInitScript({path: probe});
    await page.goto(url);
    return page;
}

async function sign_in(context, url) {
    const page = await opened(context, url);
    await page.getByLabel('Work email').fill(people.jonas);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', {name: 'Sign in'}).click();
    return page;
}

// From the first pull to the transaction that holds the last page; `arrived` waits until the
// records can be used, which is when the last page is there.
async function first_sync(page, arrived) {
    await arrived();
    return page.evaluate(async () => {
        const pulls = performance
            .getEntriesByType('resource')
            .filter(({name}) => name.includes('/sync/pull'));
        const answered_at = Math.max(...pulls.map(({responseEnd}) => responseEnd));
        const holds_rows = ({names, at, outcome}) =>
            at > answered_at && outcome === 'ok' && names.some((name) => /^[bd]\./.test(name));
        for (;;) {
            const last = window.ententeBench.commits.find(holds_rows);
            const bytes = pulls.reduce((sum, {decodedBodySize}) => sum + decodedBodySize, 0);
            if (last) return {ms: last.at - pulls[0].startTime, bytes};
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
    });
}

const standing = async (page) => {
    const text = await page.getByRole('status').first().textContent();
    const [rows, waiting, attention] = text.match(/\d+/g).map(Number);
    return {rows, waiting, attention};
};

const stands = (page, pattern) =>
    page.waitForFunction(
        (wanted) => {
            const status = document.querySelector('[role=status]');
            return status && new RegExp(wanted).test(status.textContent);
        },
        pattern,
        {polling: 50},
    );

// Each draft is committed before the next one is kept.
function keep_drafts(page, count) {
    return page.evaluate(async (wanted) => {
        const activate = 0;
        const id_keep = 2;
        const {program} = window.entente;
        const begun = performance.now();
        for (let i = 0; i < wanted; i++) {
            const committed = window.ententeBench.outbox_commit();
            program.semantic_event(activate, id_keep, -1, '');
            if ((await committed) !== 'ok') throw new Error(`draft ${i} was not kept`);
        }
        return performance.now() - begun;
    }, count);
}

// From the network's return to the commit that holds the answer to the last command.
async function push(page) {
    await stands(page, ', waiting 0,');
    return page.evaluate(async () => {
        const {commits, online_at} = window.ententeBench;
        const ends = performance
            .getEntriesByType('resource')
            .filter(({name, startTime}) => name.includes('/sync/push') && startTime >= online_at)
            .map(({responseEnd}) => responseEnd);
        const answered_at = Math.max(...ends);
        for (;;) {
            const kept = commits.find(({at, outcome}) => at > answered_at && outcome === 'ok');
            if (kept) return kept.at - online_at;
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    });
}

// Sync alone, as the peer is used: nothing is drawn.
export async function measure_sync(context, url, drafts) {
    const page = await sign_in(context, url);
    const first = await first_sync(page, () => stands(page, '^rows [1-9]'));
    const {rows} = await standing(page);
    await context.setOffline(true);
    const writes = await keep_drafts(page, drafts);
    await context.setOffline(false);
    const pushed = await push(page);
    await stands(page, `^rows [0-9]+, waiting 0, attention 0`);
    await page.waitForFunction(
        (least) => {
            const status = document.querySelector('[role=status]').textContent;
            return Number(status.match(/\d+/)[0]) >= least;
        },
        rows + drafts,
        {polling: 50},
    );
    await page.close();
    const again = await opened(context, url);
    await stands(again, '^rows [1-9]');
    const kept = await standing(again);
    if (kept.rows < rows + drafts) throw new Error(`only ${kept.rows} rows were kept`);
    const reopen = await again.evaluate(() => window.ententeBench.ready_at);
    return {rows, bytes: first.bytes, first: first.ms, writes, push: pushed, reopen};
}

// The whole portal: the list of all deals stands on the screen.
export async function measure_portal(context, url) {
    const page = await sign_in(context, `${url}/deals?filter=all`);
    const first = await first_sync(page, () => synced(page));
    await page.close();
    const again = await opened(context, `${url}/deals?filter=all`);
    await again.waitForFunction(() => window.ententeBench.shown_at > 0, null, {polling: 50});
    const reopen = await again.evaluate(() => window.ententeBench.shown_at);
    return {first: first.ms, reopen};
}

export const bench_site = (root) =>
    process.env.ENTENTE_SYNC_SITE || path.join(root, 'build/wasm/sync_bench/site');
export {portal_site};
