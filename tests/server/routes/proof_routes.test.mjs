// A real server with its demonstration: a badge that somebody takes along is verified by jose with
// the key that the server publishes, and a calendar is read by ical.js.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import ICAL from 'ical.js';
import {createRemoteJWKSet, decodeProtectedHeader, importJWK, jwtVerify} from 'jose';

const program = process.env.ENTENTE_SERVER;
assert.ok(program, 'ENTENTE_SERVER names the server');
const day_ms = 24 * 60 * 60 * 1000;

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

async function started(folder) {
    const port = await free_port();
    fs.mkdirSync(path.join(folder, 'site'), {recursive: true});
    fs.writeFileSync(path.join(folder, 'site', 'index.html'), '<!doctype html>');
    const child = spawn(program, ['demo'], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
            PATH: process.env.PATH,
            ENTENTE_PORT: String(port),
            ENTENTE_SITE: path.join(folder, 'site'),
            ENTENTE_DATABASE: path.join(folder, 'demo.db'),
            ENTENTE_LOG: 'requests',
        },
    });
    const server = {child, url: `http://localhost:${port}`, log: '', folder};
    await new Promise((resolve, reject) => {
        const heard = (bytes) => {
            server.log += bytes;
            if (server.log.includes('listens on')) resolve();
        };
        child.stdout.on('data', heard);
        child.stderr.on('data', heard);
        child.once('exit', (code) => reject(new Error(`it ended with ${code}\n${server.log}`)));
    });
    child.removeAllListeners('exit');
    return server;
}

async function stopped(server) {
    const ended = new Promise((resolve) => server.child.once('exit', resolve));
    server.child.kill('SIGTERM');
    await ended;
}

async function signed_in(server, email) {
    const answer = await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: {'content-type': 'application/json', 'x-entente': '1', origin: server.url},
        body: JSON.stringify({email, password: 'demonstration only'}),
    });
    assert.equal(answer.status, 200, await answer.text());
    return answer.headers.get('set-cookie').split(';')[0];
}

function entries_of(text) {
    return new ICAL.Component(ICAL.parse(text))
        .getAllSubcomponents('vevent')
        .map((event) => new ICAL.Event(event));
}

test('a badge of a real server is verified with the key that it publishes', async (t) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-proofs-'));
    t.after(() => fs.rmSync(folder, {recursive: true, force: true}));
    let server = await started(folder);
    t.after(() => stopped(server));
    const cookie = await signed_in(server, 'maya.okafor@slalom.example');
    const get = (where) => fetch(server.url + where, {headers: {cookie}});

    const file = await (await get('/api/v1/calendar.ics')).text();
    const own = entries_of(file).filter((entry) => entry.uid.startsWith('certificate-'));
    assert.ok(own.length > 0, file);
    assert.ok(entries_of(file).some((entry) => entry.uid.startsWith('protection-')));
    assert.ok(!file.includes('METHOD'));

    const id = own[0].uid.slice('certificate-'.length);
    const answer = await get(`/api/v1/credentials/${id}`);
    assert.equal(answer.status, 200);
    const token = await answer.text();
    const keys = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
    const verify = (given, with_keys = keys) =>
        jwtVerify(given, with_keys, {issuer: server.url, algorithms: ['EdDSA']});
    // Its head names where the key is, as the standard has it, and the set holds that key.
    const head = decodeProtectedHeader(token);
    assert.equal(head.typ, 'JWT');
    const named = await (await fetch(head.kid)).json();
    const {payload} = await verify(token, await importJWK(named, 'EdDSA'));
    const set = await (await fetch(`${server.url}/.well-known/jwks.json`)).json();
    assert.deepEqual(set.keys, [named]);
    await verify(token);

    assert.deepEqual(payload.type, ['VerifiableCredential', 'OpenBadgeCredential']);
    assert.equal(payload.id, `${server.url}/credentials/${id}`);
    const last_day = Date.parse(own[0].startDate.toString());
    assert.equal(Date.parse(payload.validUntil), last_day + day_ms);
    const [first, claims, signature] = token.split('.');
    const forged = JSON.parse(Buffer.from(claims, 'base64url'));
    forged.credentialSubject.achievement.name = 'Expert';
    const changed = Buffer.from(JSON.stringify(forged)).toString('base64url');
    await assert.rejects(
        verify(`${first}.${changed}.${signature}`, await importJWK(named, 'EdDSA')),
        {
            code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
        },
    );

    // The key outlives the process, and no line of the log holds a part of it.
    const seed = fs.readFileSync(path.join(folder, 'demo.db.badge-key'));
    for (const text of [
        seed.toString('hex'),
        seed.toString('base64'),
        seed.toString('base64url'),
    ]) {
        assert.ok(!server.log.includes(text));
    }
    await stopped(server);
    server = await started(folder);
    const again = await (await fetch(`${server.url}/.well-known/jwks.json`)).json();
    // Its address is the server's, which has another port now.
    const [now] = again.keys;
    assert.equal(new URL(now.kid).pathname, new URL(named.kid).pathname);
    assert.deepEqual({...now, kid: named.kid}, named);
});
