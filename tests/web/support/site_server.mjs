// Serves a built site as the server does: same headers, same fallback to the page, nothing cached
// but hashed names. The API answers what a test sets; without that, as a server without sync.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const types = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
    '.otf': 'font/otf',
    '.ttf': 'font/ttf',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.webmanifest': 'application/manifest+json',
    '.json': 'application/json',
};

const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; " +
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export class SiteServer {
    constructor(folder) {
        this.folder = folder;
        this.api = new Map(); // "GET /api/v1/session" -> (request, response, body) => void
        this.requests = [];
        this.sign_in();
    }

    reply(what, status, value, headers = {}) {
        this.api.set(what, (request, response) => {
            response.writeHead(status, {'Content-Type': 'application/json', ...headers});
            response.end(value instanceof Uint8Array ? value : JSON.stringify(value));
        });
    }

    // A Who in CBOR of which everything has its default value.
    sign_in() {
        const headers = {'Content-Type': 'application/cbor'};
        this.reply('GET /api/v1/session', 200, Uint8Array.of(0xa0), headers);
    }

    async start() {
        this.server = http.createServer((request, response) => this.answer(request, response));
        await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
        this.url = `http://127.0.0.1:${this.server.address().port}`;
        return this;
    }

    async stop() {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    async answer(request, response) {
        const {pathname} = new URL(request.url, this.url);
        this.requests.push(`${request.method} ${pathname}`);
        if (pathname.startsWith('/api/')) return this.answer_api(request, response, pathname);
        let file = path.join(this.folder, path.normalize(pathname));
        const known = fs.existsSync(file) && fs.statSync(file).isFile();
        if (!known && path.extname(pathname)) {
            response.writeHead(404);
            return response.end();
        }
        if (!known) file = path.join(this.folder, 'index.html');
        const hashed = pathname.startsWith('/static/');
        response.writeHead(200, {
            'Content-Type': types[path.extname(file)] || 'application/octet-stream',
            'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
            'Content-Security-Policy': policy,
            'X-Content-Type-Options': 'nosniff',
        });
        return response.end(fs.readFileSync(file));
    }

    async answer_api(request, response, pathname) {
        const body = [];
        for await (const chunk of request) body.push(chunk);
        const handle = this.api.get(`${request.method} ${pathname}`);
        if (handle) return handle(request, response, Buffer.concat(body));
        response.writeHead(404, {'Content-Type': 'application/problem+json'});
        return response.end(JSON.stringify({code: 'not_found'}));
    }
}
