// Requests of the program, each with an id and a time limit; and the poke: one event stream, while
// this tab leads. An answer of a captive portal is not an answer: the content type is
// checked.
import {bytes_from, host_event, pack, text_from, unpack} from './shell/contract.js';

const retry_poke_ms = 30000;
const poke_silence_ms_max = 60000; // The server says something every 20 s.

// A problem as fields, which the program reads without a parser of JSON: code, field, limit.
function problem_from(bytes) {
    try {
        const {code, field, limit} = JSON.parse(text_from(bytes));
        return pack([code || '', field || '', limit || '']);
    } catch (error) {
        console.warn(`A problem that is no JSON: ${error.message}`);
        return pack(['', '', '']);
    }
}

export class Net {
    constructor(program) {
        this.program = program;
        this.running = new Map();
        this.stream = null;
        this.url = '';
        window.addEventListener('online', () => {
            this.program.host_event(host_event.online);
            this.listen(this.url);
        });
        window.addEventListener('offline', () => {
            this.program.host_event(host_event.offline);
            this.close();
        });
        document.addEventListener('visibilitychange', () => {
            const visible = document.visibilityState === 'visible';
            this.program.host_event(visible ? host_event.visible : host_event.hidden);
            if (visible) this.listen(this.url);
        });
    }

    // fields: method, path, content type, accepted content type, time limit in ms, body.
    async send(id, payload) {
        const [method, path, content_type, accepted, limit_ms, body] = unpack(payload);
        const controller = new AbortController();
        this.running.set(id, controller);
        const timer = setTimeout(
            () => controller.abort('timeout'),
            Number(text_from(limit_ms)) || 30000,
        );
        let reason = '';
        try {
            const headers = {'X-Entente': '1'};
            if (body.length) headers['Content-Type'] = text_from(content_type);
            if (accepted.length) headers.Accept = text_from(accepted);
            const response = await fetch(text_from(path), {
                method: text_from(method),
                headers,
                body: body.length ? body : undefined,
                credentials: 'same-origin',
                cache: 'no-store',
                redirect: 'error',
                signal: controller.signal,
            });
            const bytes = new Uint8Array(await response.arrayBuffer());
            const type = response.headers.get('content-type') || '';
            if (response.ok && bytes.length && !this.is_accepted(type, text_from(accepted))) {
                reason = 'captive';
            } else {
                this.answer(id, response, type, bytes);
            }
        } catch (error) {
            reason = controller.signal.aborted ? String(controller.signal.reason) : 'offline';
        }
        clearTimeout(timer);
        const mine = this.running.get(id) === controller;
        if (mine) this.running.delete(id);
        if (reason && mine) this.program.host_event(host_event.failed, id, reason);
    }

    is_accepted(type, accepted) {
        if (!accepted) return true;
        const plain = (text) => text.split(';')[0].trim().toLowerCase();
        return accepted.split(',').some((one) => plain(one) === plain(type));
    }

    // An answer to a request that was given up is nobody's.
    answer(id, response, type, bytes) {
        if (!this.running.has(id)) return;
        this.program.host_event(
            host_event.answer,
            id,
            pack([
                String(response.status),
                type,
                response.headers.get('retry-after') || '',
                response.headers.get('date') || '',
                type.startsWith('application/problem+json') ? problem_from(bytes) : bytes,
            ]),
        );
    }

    abort(id) {
        const controller = this.running.get(id);
        this.running.delete(id);
        if (controller) controller.abort('aborted');
    }

    // Opens the stream of pokes at `url`; an empty one closes it.
    listen(url) {
        this.url = url;
        if (!url) return this.close();
        if (this.stream || !navigator.onLine) return undefined;
        this.stream = new EventSource(url);
        const heard = () => {
            clearTimeout(this.silence);
            this.silence = setTimeout(() => this.again(0), poke_silence_ms_max);
        };
        heard();
        this.stream.onopen = heard;
        this.stream.onmessage = (event) => this.poked(event, heard);
        this.stream.addEventListener('poke', (event) => this.poked(event, heard));
        this.stream.addEventListener('heartbeat', heard);
        this.stream.onerror = () => {
            if (this.stream && this.stream.readyState === EventSource.CLOSED)
                this.again(retry_poke_ms);
        };
        return undefined;
    }

    poked(event, heard) {
        heard();
        this.program.host_event(host_event.poke, 0, bytes_from(event.data));
    }

    again(wait_ms) {
        this.close();
        if (wait_ms === 0) return this.listen(this.url);
        this.retry = setTimeout(() => this.listen(this.url), wait_ms * (0.5 + Math.random()));
        return undefined;
    }

    close() {
        clearTimeout(this.silence);
        clearTimeout(this.retry);
        if (this.stream) this.stream.close();
        this.stream = null;
    }
}
