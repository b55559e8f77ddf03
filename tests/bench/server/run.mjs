// Compares our server with the peer, one core each, in alternating rounds of one run.
//   node tests/bench/server/run.mjs [build/release] [rounds] [seconds]
import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../..');
const [build = 'build/release', rounds = '3', seconds = '3'] = process.argv.slice(2);
const bench = path.resolve(root, build, 'tests/bench/server/bench_server');
const server = path.resolve(root, build, 'server-stub/entente-server');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-bench-'));
const children = [];

// The server on one processor, the load on another, where there are two.
const on_cpu = (cpu, words) =>
    os.cpus().length > 1 ? ['taskset', '-c', String(cpu), ...words] : words;
const free_port = () => 20000 + Math.floor(Math.random() * 20000);

function started(words, environment, ready) {
    const [command, ...rest] = on_cpu(0, words);
    const child = spawn(command, rest, {env: {...process.env, ...environment}});
    children.push(child);
    return new Promise((resolve, reject) => {
        let said = '';
        const hear = (bytes) => {
            said += bytes;
            if (said.includes(ready)) resolve(said);
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('exit', () => reject(new Error(said)));
    });
}

function measured(target, scenario, port, {token, id}, per_second = '0') {
    const words = on_cpu(1, [
        bench,
        'run',
        target,
        scenario,
        String(port),
        token,
        id,
        seconds,
        per_second,
    ]);
    return JSON.parse(execFileSync(words[0], words.slice(1)).toString());
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
    const known = JSON.parse(execFileSync(bench, ['prepare', folder]).toString());
    fs.mkdirSync(path.join(folder, 'site'));
    fs.writeFileSync(path.join(folder, 'site/index.html'), '<!doctype html>');
    const ports = {entente: free_port(), peer: free_port()};
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
    const said = await started(
        [
            process.execPath,
            path.join(here, 'peer/server.mjs'),
            path.join(folder, 'peer.db'),
            String(ports.peer),
            known.token,
        ],
        {},
        'listening',
    );
    const peer = said.trim().split('\n').pop();
    console.log(`peer: Fastify 5, ${peer}; ${rounds} rounds of ${seconds} s, 64 connections`);
    for (const scenario of ['get', 'pull', 'push']) {
        const results = {entente: [], peer: []};
        for (let round = 0; round < Number(rounds); round++) {
            for (const target of ['entente', 'peer']) {
                results[target].push(measured(target, scenario, ports[target], known));
            }
        }
        for (const target of ['entente', 'peer']) {
            const of = (field) => median(results[target].map((result) => result[field]));
            const pace = String(of('per_second') * 0.7);
            const paced = measured(target, scenario, ports[target], known, pace);
            const refused = Math.max(...results[target].map((result) => result.refused));
            console.log(
                [
                    scenario.padEnd(5),
                    target.padEnd(8),
                    `${String(of('per_second')).padStart(7)}/s`,
                    `p50 ${of('p50_us')} us`,
                    `p99 ${of('p99_us')} us`,
                    `p99 at 70 % ${paced.p99_us} us`,
                    `refused ${refused}`,
                ].join('  '),
            );
        }
    }
} finally {
    for (const child of children) child.removeAllListeners('exit').kill();
    fs.rmSync(folder, {recursive: true, force: true});
}
