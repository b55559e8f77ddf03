// What a web developer would write instead: Fastify 5 over SQLite, with the same promises as ours
// for the three requests that are measured. One process, one statement after the other.
import {createHash} from 'node:crypto';
import Fastify from 'fastify';
import {open_database} from './database.mjs';

const [file, port, token] = process.argv.slice(2);
const db = await open_database(file);
const hash = (text) => createHash('sha256').update(text).digest();

db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE session (token_hash BLOB PRIMARY KEY, person INTEGER, tenant INTEGER,
    expires INTEGER) WITHOUT ROWID;
  CREATE TABLE scope (id INTEGER PRIMARY KEY, seq INTEGER);
  CREATE TABLE deal (id INTEGER PRIMARY KEY, tenant INTEGER, seq INTEGER, body TEXT);
  CREATE INDEX deal_by_seq ON deal (tenant, seq);
  CREATE TABLE client (id TEXT PRIMARY KEY, person INTEGER, last_id INTEGER) WITHOUT ROWID;
  CREATE TABLE result (client TEXT, command INTEGER, person INTEGER, verdict TEXT,
    PRIMARY KEY (client, command)) WITHOUT ROWID;
  CREATE TABLE audit (id INTEGER PRIMARY KEY, tenant INTEGER, person INTEGER, event TEXT,
    hash BLOB);`);

const fill = db.prepare('INSERT INTO deal (tenant, seq, body) VALUES (1, ?, ?)');
const deal = (number) =>
    JSON.stringify({
        title: `Network renewal ${number}`,
        objective: 'o'.repeat(120),
        notes: 'n'.repeat(60),
        customer: {
            legal_name: `Customer ${number}`,
            domain: 'c.example',
            country: 'US',
            sector: 'technology',
        },
        contact: {name: 'A contact', email: 'contact@c.example'},
        review: 'submitted',
    });
db.exec('BEGIN');
for (let i = 1; i <= 10000; i++) fill.run(i, deal(i));
db.prepare('INSERT INTO scope (id, seq) VALUES (1, 10000)').run();
db.prepare('INSERT INTO session VALUES (?, 1, 1, ?)').run(hash(token), Date.now() + 864e5);
db.exec('COMMIT');

const session_of = db.prepare('SELECT person, tenant, expires FROM session WHERE token_hash = ?');
const deal_of = db.prepare('SELECT id, seq, body FROM deal WHERE id = ? AND tenant = ?');
const page_of = db.prepare(
    'SELECT id, seq, body FROM deal WHERE tenant = ? AND seq > ? ORDER BY seq LIMIT 50',
);
const next_seq = db.prepare('UPDATE scope SET seq = seq + 1 WHERE id = ? RETURNING seq');
const add_deal = db.prepare('INSERT INTO deal (tenant, seq, body) VALUES (?, ?, ?)');
const last_of = db.prepare('SELECT last_id FROM client WHERE id = ? AND person = ?');
const note_last = db.prepare(
    'INSERT INTO client VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET last_id = excluded.last_id',
);
const add_result = db.prepare('INSERT INTO result VALUES (?, ?, ?, ?)');
const add_audit = db.prepare('INSERT INTO audit (tenant, person, event, hash) VALUES (?, ?, ?, ?)');

const app = Fastify({logger: false});
app.decorateRequest('session', null);
app.addHook('onRequest', async (request, reply) => {
    const cookie = /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie || '');
    const session = cookie && session_of.get(hash(cookie[1]));
    if (!session || session.expires < Date.now()) return reply.code(401).send({code: 'sign_in'});
    request.session = session;
});
app.get('/api/v1/deals/:id', async (request, reply) => {
    const row = deal_of.get(Number(request.params.id), request.session.tenant);
    if (!row) return reply.code(404).send({code: 'absent'});
    return {id: row.id, seq: row.seq, ...JSON.parse(row.body)};
});
app.get('/api/v1/pull', async (request) =>
    page_of
        .all(request.session.tenant, 9950)
        .map((row) => ({id: row.id, seq: row.seq, ...JSON.parse(row.body)})),
);
// One command, applied once however often it is sent.
app.post('/api/v1/push', async (request, reply) => {
    const {person, tenant} = request.session;
    const {client, command, form} = request.body;
    if (typeof form.title !== 'string') return reply.code(400).send({code: 'title'});
    const body = JSON.stringify({...form, owner: person, review: 'draft'});
    db.exec('BEGIN IMMEDIATE');
    try {
        const known = last_of.get(client, person);
        const last_id = known ? known.last_id : 0;
        if (command !== last_id + 1) {
            db.exec('ROLLBACK');
            return {last_id, results: []};
        }
        add_result.run(client, command, person, 'applied');
        add_audit.run(tenant, person, 'keep_draft', hash(body));
        note_last.run(client, person, command);
        const {seq} = next_seq.get(tenant);
        const {lastInsertRowid} = add_deal.run(tenant, seq, body);
        db.exec('COMMIT');
        const result = {id: command, verdict: 'applied', deal: Number(lastInsertRowid), seq};
        return {last_id: command, results: [result]};
    } catch (error) {
        db.exec('ROLLBACK');
        throw error;
    }
});
await app.listen({port: Number(port), host: '127.0.0.1'});
console.log(`listening with ${db.kind}`);
