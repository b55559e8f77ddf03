// express-pouchdb over LevelDB, as its manual says, and the page that replicates with it. POST
// /fill/NAME makes a database of 10,000 documents of 400 bytes.
import {createRequire} from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const require = createRequire(import.meta.url);
const express = require('express');
const PouchDB = require('pouchdb');
const express_pouchdb = require('express-pouchdb');

const [folder, port, count] = process.argv.slice(2);
const Stored = PouchDB.defaults({prefix: `${folder}${path.sep}`});
const here = path.dirname(new URL(import.meta.url).pathname);
const dist = path.join(here, 'node_modules/pouchdb/dist');

const app = express();
app.post('/fill/:name', async (request, reply) => {
    const database = new Stored(request.params.name);
    const documents = [];
    for (let i = 0; i < Number(count); i++) {
        const number = String(i).padStart(6, '0');
        const document = {
            _id: `deal:${number}`,
            title: `Network renewal ${number}`,
            customer: `Customer ${number}`,
            domain: 'customer.example',
            contact: 'contact@customer.example',
            review: 'submitted',
            objective: 'o'.repeat(120),
            notes: '',
        };
        document.notes = 'n'.repeat(400 - JSON.stringify(document).length);
        documents.push(document);
    }
    for (let i = 0; i < documents.length; i += 1000)
        await database.bulkDocs(documents.slice(i, i + 1000));
    const {doc_count} = await database.info();
    reply.json({documents: doc_count});
});
for (const name of ['pouchdb.min.js', 'pouchdb.indexeddb.min.js'])
    app.get(`/${name}`, (request, reply) => reply.sendFile(path.join(dist, name)));
for (const name of ['page.html', 'page.js'])
    app.get(`/${name}`, (request, reply) => reply.sendFile(path.join(here, name)));
app.use(
    '/db',
    express_pouchdb(Stored, {
        mode: 'minimumForPouchDB',
        inMemoryConfig: true,
        logPath: path.join(folder, 'log.txt'),
    }),
);
fs.mkdirSync(folder, {recursive: true});
app.listen(Number(port), '127.0.0.1', () => console.log('listening'));
