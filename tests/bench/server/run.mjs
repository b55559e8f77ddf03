// Compares our server with the peer, one core each, in alternating rounds of one run, and writes
// tests/proof/server.md.
//   node tests/bench/server/run.mjs [build/release] [rounds] [seconds]
import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {figure, median, spread} from '../support/figures.mjs';
import {install_peer} from '../support/peer.mjs';
import {Record, root, table} from '../support/record.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const [build = 'build/release', rounds = '5', seconds = '4'] = process.argv.slice(2);
const bench = path.resolve(root, build, 'tests/bench/server/bench_server');
const server = path.resolve(root, build, 'server-stub/entente-server');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-bench-'));
const targets = ['entente', 'peer'];
const scenarios = {
    get: 'one deal by id',
    pull: 'the 50 newest rows',
    push: 'one durable command',
};
const start_ms_max = 60_000;
const children = [];

// The server on one processor, the load on another, where there are two.
const on_cpu = (cpu, words) =>
    os.cpus().length > 1 ? ['taskset', '-c', String(cpu), ...words] : words;

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

function started(words, environment, ready) {
    const [command, ...rest] = on_cpu(0, words);
    // Only what it is told: settings of the tests are none of the server's.
    const child = spawn(command, rest, {env: {PATH: process.env.PATH, ...environment}});
    children.push(child);
    return new Promise((resolve, reject) => {
        let said = '';
        const timer = setTimeout(
            () => reject(new Error(`${words[0]} is not ready\n${said}`)),
            start_ms_max,
        );
        const hear = (bytes) => {
            said += bytes;
            if (!said.includes(ready)) return;
            clearTimeout(timer);
            resolve(said);
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`${words[0]} ended with ${code}\n${said}`)));
    });
}

function measured(target, scenario, port, {token, id}, per_second = '0') {
    const words = [bench, 'run', target, scenario, String(port), token, id, seconds, per_second];
    const [command, ...rest] = on_cpu(1, words);
    return JSON.parse(execFileSync(command, rest).toString());
}

async function start_both() {
    const known = JSON.parse(execFileSync(bench, ['prepare', folder]).toString());
    fs.mkdirSync(path.join(folder, 'site'));
    fs.writeFileSync(path.join(folder, 'site/index.html'), '<!doctype html>');
    const ports = {entente: await free_port(), peer: await free_port()};
    await started(
        [server, 'serve'],
        {
            ENTENTE_DATABASE: path.join(folder, 'bench.db'),
            ENTENTE_SITE: path.join(folder, 'site'),
            ENTENTE_PORT: String(ports.entente),
            ENTENTE_THREADS: '1',
            ENTENTE_LOG: 'quiet',
        },
        'listens on',
    );
    const program = path.join(here, 'peer/server.mjs');
    const words = [path.join(folder, 'peer.db'), String(ports.peer), known.token];
    const said = await started([process.execPath, program, ...words], {}, 'listening');
    return {known, ports, peer: said.trim().split('\n').pop().replace('listening with ', '')};
}

// In turn, so that a machine that slows down slows both down.
function compared(scenario, {known, ports}) {
    const results = {entente: [], peer: []};
    for (let round = 0; round < Number(rounds); round++) {
        for (const target of targets) {
            results[target].push(measured(target, scenario, ports[target], known));
        }
    }
    const at_pace = {};
    for (const target of targets) {
        const pace = median(results[target].map((result) => result.per_second)) * 0.7;
        at_pace[target] = measured(target, scenario, ports[target], known, String(pace));
    }
    return {results, at_pace};
}

const refusals = ({results, at_pace}) =>
    targets.flatMap((target) => [...results[target], at_pace[target]]).filter((one) => one.refused);

function rows_of(scenario, {results, at_pace}) {
    const ratios = results.entente.map(
        (one, i) => one.per_second / results.peer[i].per_second, // Of the same round.
    );
    const ms = (us) => figure(us / 1000);
    return targets.map((target) => {
        const of = (field) => results[target].map((one) => one[field]);
        const ours = target === 'entente';
        return [
            ours ? scenarios[scenario] : '',
            ours ? 'entente-server' : 'peer',
            spread(of('per_second')),
            ours ? `${spread(ratios)} x` : '',
            ms(median(of('p50_us'))),
            ms(median(of('p99_us'))),
            ms(at_pace[target].p99_us),
            figure(median(of('bytes'))),
        ];
    });
}

async function run() {
    install_peer(path.join(here, 'peer'), ['better-sqlite3']);
    const record = new Record('server', 'The server on one core, beside Fastify and SQLite');
    const both = await start_both();
    const measures = Object.keys(scenarios).map((scenario) => [scenario, compared(scenario, both)]);
    const columns = ['what', 'server', 'a second', 'ratio', 'p50 ms', 'p99 ms', 'p99 ms at 70 %'];
    record.add(
        `Peer: Fastify 5 on Node ${process.versions.node} with ${both.peer}.`,
        `Each server has one core and the load another; 64 connections that ask again as soon as ` +
            `they are answered. ${rounds} rounds of ${seconds} s each, in turn: medians, in ` +
            `brackets the slowest and the fastest round; ratios of the two halves of a round.`,
        'Both check session and tenant, keep 10,000 deals in SQLite with `journal_mode = WAL` ' +
            'and `synchronous = FULL`, and write for a command: the deal, the result, the audit ' +
            'line, the last id of the client, the sequence of the scope. Each answers a command ' +
            'after its commit; entente-server commits those that came together as one.',
        table(
            [...columns, 'bytes an answer'],
            measures.flatMap(([scenario, both_results]) => rows_of(scenario, both_results)),
        ),
    );
    const refused = measures.flatMap(([, both_results]) => refusals(both_results));
    if (refused.length) throw new Error(`${refused.length} measurements were refused answers`);
    record.write();
}

try {
    await run();
} finally {
    for (const child of children) child.removeAllListeners('exit').kill();
    fs.rmSync(folder, {recursive: true, force: true});
}
