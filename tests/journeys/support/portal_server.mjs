// A real server with a fresh demonstration in a folder of its own: started, stopped and started
// again as an operator would. Nothing of one journey is there in the next.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {root} from '../../web/support/browser.mjs';

export const password = 'demonstration only';
export const people = {
    maya: 'maya.okafor@slalom.example',
    jonas: 'jonas.weber@slalom.example',
    elena: 'elena.ruiz@entente.example',
    priya: 'priya.raman@entente.example',
};

function newest(what, folders) {
    const found = folders
        .map((folder) => path.join(root, folder))
        .filter((file) => fs.existsSync(file))
        .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
    if (!found.length) throw new Error(`build ${what} first`);
    return found[0];
}

const program = () =>
    process.env.ENTENTE_SERVER ||
    newest('the target entente-server of the preset release', [
        'build/release/server-stub/entente-server',
    ]);
export const portal_site = () =>
    process.env.ENTENTE_SITE ||
    path.dirname(newest('the preset wasm', ['build/wasm/site/index.html']));

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

export class PortalServer {
    // `deals`: of so many deals at the partner that signs in. `site`: another than the portal.
    constructor({deals, site} = {}) {
        this.words = deals ? ['demo', '--seller-deals', String(deals)] : ['demo'];
        this.site = site || portal_site();
        this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-journey-'));
        this.log = '';
    }

    // On the same port each time, so that pages find it again.
    async start() {
        this.port = this.port || (await free_port());
        this.url = `http://localhost:${this.port}`;
        this.child = spawn(program(), this.words, {
            stdio: ['ignore', 'pipe', 'pipe'],
            env: {
                PATH: process.env.PATH,
                ENTENTE_PORT: String(this.port),
                ENTENTE_SITE: this.site,
                ENTENTE_DATABASE: path.join(this.folder, 'demo.db'),
                ENTENTE_LOG: 'requests',
            },
        });
        await new Promise((resolve, reject) => {
            const heard = (bytes) => {
                this.log += bytes;
                if (this.log.includes('listens on')) resolve();
            };
            this.child.stdout.on('data', heard);
            this.child.stderr.on('data', heard);
            this.child.once('exit', (code) =>
                reject(new Error(`the server ended with ${code}\n${this.log}`)),
            );
        });
        this.child.removeAllListeners('exit');
        return this;
    }

    // Lets it finish what it does; `signal` SIGKILL does not.
    async stop(signal = 'SIGTERM') {
        const ended = new Promise((resolve) => this.child.once('exit', resolve));
        this.child.kill(signal);
        await ended;
        this.log = '';
    }

    async close() {
        await this.stop();
        fs.rmSync(this.folder, {recursive: true, force: true});
    }
}
