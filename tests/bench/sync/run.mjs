// Four steps of an offline-first portal, in real Chromium on a real profile: ours, and PouchDB with
// express-pouchdb, in turn. Writes tests/proof/sync.md.
//   node tests/bench/sync/run.mjs [rounds]
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {executable, flags, fresh_profile} from '../../web/support/browser.mjs';
import {figure, median, spread} from '../support/figures.mjs';
import {install_peer} from '../support/peer.mjs';
import {Record, root, table} from '../support/record.mjs';
import {
    Demonstration,
    bench_site,
    measure_portal,
    measure_sync,
    patience_ms,
    portal_site,
} from './portal.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const rounds = Number(process.argv[2] || 5);
const deals = 1_700; // With their history and all else that the partner's administrator sees.
const documents = 10_000;
const drafts = 1_000;

function free_port() {
    return new Promise((resolve, reject) => {
        const probe = net.createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const {port} = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

// A profile on the disk: what a private window stores is in memory.
async function in_browser(act) {
    const profile = fresh_profile();
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: executable,
        headless: false,
        args: flags,
        serviceWorkers: 'block', // Its background fetches are not what is compared.
    });
    try {
        return await act(context);
    } finally {
        await context.close();
        fs.rmSync(profile, {recursive: true, force: true});
    }
}

async function ours(demonstration, site, measure) {
    const server = await demonstration.serve(site);
    try {
        return await in_browser((context) => measure(context, server.url));
    } finally {
        await server.close();
    }
}

class Peer {
    constructor() {
        this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-peer-'));
        this.databases = 0;
    }

    async start() {
        const port = await free_port();
        this.url = `http://localhost:${port}`;
        const words = [this.folder, String(port), String(documents)];
        this.child = spawn(process.execPath, [path.join(here, 'peer/server.mjs'), ...words]);
        return new Promise((resolve, reject) => {
            let said = '';
            const hear = (bytes) => {
                said += bytes;
                if (said.includes('listening')) resolve(this);
            };
            this.child.stdout.on('data', hear);
            this.child.stderr.on('data', hear);
            this.child.once('exit', () => reject(new Error(`the peer ended\n${said}`)));
        });
    }

    async close() {
        this.child.removeAllListeners('exit').kill();
        fs.rmSync(this.folder, {recursive: true, force: true, maxRetries: 5});
    }

    // A database of its own for each run, filled before the clock runs.
    async filled() {
        const name = `bench${this.databases++}`;
        const answer = await fetch(`${this.url}/fill/${name}`, {method: 'POST'});
        const said = await answer.json();
        if (said.documents !== documents) throw new Error(`filled with ${said.documents}`);
        return name;
    }

    async measure(settings) {
        const name = await this.filled();
        const url = `${this.url}/page.html?name=${name}${settings}`;
        return in_browser(async (context) => {
            const opened = async () => {
                const page = await context.newPage();
                page.setDefaultTimeout(patience_ms);
                await page.goto(url);
                return page;
            };
            const page = await opened();
            const first = await page.evaluate(() => window.peer.first_sync());
            await context.setOffline(true);
            const writes = await page.evaluate((count) => window.peer.write(count), drafts);
            await context.setOffline(false);
            const push = await page.evaluate(() => window.peer.push());
            await page.close();
            const again = await opened();
            const reopened = await again.evaluate(() => window.peer.reopen());
            if (reopened.rows !== documents + drafts)
                throw new Error(`the peer holds ${reopened.rows} documents`);
            return {first, writes, push, reopen: reopened.all, first_page: reopened.first_page};
        });
    }
}

const steps = [
    ['first', 'first sync, durable in IndexedDB'],
    ['writes', `${figure(drafts)} drafts made offline, each committed before the next`],
    ['push', `push of the ${figure(drafts)}`],
    ['reopen', 'page opened again until all records can be used'],
];

function rows_of({sync, portal, pouch, tuned}) {
    return steps.map(([step, name]) => {
        const cell = (runs) =>
            runs[0][step] === undefined ? '' : spread(runs.map((run) => run[step]));
        const ratio = (runs) =>
            `${figure(median(runs.map((run, i) => run[step] / sync[i][step])))} x`;
        return [
            name,
            cell(sync),
            cell(pouch),
            ratio(pouch),
            cell(tuned),
            ratio(tuned),
            cell(portal),
        ];
    });
}

async function measured(demonstration, peer) {
    const runs = {sync: [], pouch: [], tuned: [], portal: []};
    for (let round = 0; round < rounds; round++) {
        runs.sync.push(
            await ours(demonstration, bench_site(root), (context, url) =>
                measure_sync(context, url, drafts),
            ),
        );
        runs.pouch.push(await peer.measure(''));
        runs.tuned.push(await peer.measure('&strict&batch=1000'));
        runs.portal.push(await ours(demonstration, portal_site(), measure_portal));
        console.log(
            `round ${round + 1}:`,
            Object.entries(runs)
                .map(([name, all]) => {
                    const last = all[round];
                    const figures = steps.map(([step]) => figure(last[step] || 0));
                    return `${name} ${figures.join(' ')}`;
                })
                .join('; '),
        );
    }
    return runs;
}

const paragraph = (...lines) => lines.join(' ');

function told(runs) {
    const {rows, bytes} = runs.sync[0];
    const first_page = spread(runs.pouch.map((run) => run.first_page));
    const columns = ['ms', 'Entente', 'PouchDB', 'ratio', 'PouchDB, tuned', 'ratio'];
    return [
        paragraph(
            `Chromium on a profile on the disk; ${rounds} rounds, in turn; milliseconds: medians,`,
            'in brackets the fastest and the slowest. A ratio is how many times as long the peer',
            'takes, of the same round.',
        ),
        table([...columns, 'the whole portal'], rows_of(runs)),
        paragraph(
            "**Entente**: the portal's page, commit, network and sync with the rules that decide",
            `each draft, without its screens, against entente-server: ${figure(rows)} records,`,
            `${figure(bytes / rows)} bytes each as sent; drafts of about 400 bytes. Its outbox`,
            'commits with strict durability. First sync: from the first pull to the transaction',
            'that holds the last of it; push: from the return of the network to the commit of the',
            'last answer.',
        ),
        paragraph(
            '**PouchDB**: 9 with the indexeddb adapter and express-pouchdb 4 on LevelDB,',
            `${figure(documents)} documents of 400 bytes, as they come: batches of 100, relaxed`,
            'durability. **Tuned**: batches of 1,000, and strict durability as ours. Its page',
            `that is opened again has its first 50 documents after ${first_page} ms.`,
        ),
        paragraph(
            '**The whole portal**: the same with every screen drawn in software (no graphics',
            'processor): the list of all deals is on the screen.',
        ),
    ];
}

async function run() {
    install_peer(path.join(here, 'peer'));
    const record = new Record('sync', 'Sync and storage in the browser, beside PouchDB');
    const demonstration = new Demonstration(deals);
    await demonstration.make(bench_site(root));
    const peer = await new Peer().start();
    try {
        const runs = await measured(demonstration, peer);
        record.add(...told(runs));
        record.write();
    } finally {
        await peer.close();
        demonstration.close();
    }
}

await run();
