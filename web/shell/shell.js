// What the page shows by itself, in plain HTML: the first paint, "use here", the crash page, basic
// mode without WebGL 2. Everything else is the program's.
import {words} from './words.js';
import {host_event} from './contract.js';
import {forget, recall, remember} from './device.js';

const take_over_key = 'entente:take_over';
const kept_prefix = 'entente:kept:';

const cbor = 'application/cbor';
// The field `preview` of a Who, true. No text contains it: 0xF5 is never in UTF-8.
const looking = (who) => String.fromCharCode(...who).includes('gpreview\xF5');

// The Who of an answer; nothing for anything else, as a captive portal's page.
async function said_by(response) {
    const is_cbor = response.headers.get('content-type') === cbor;
    return response.ok && is_cbor ? new Uint8Array(await response.arrayBuffer()) : null;
}

export class Shell {
    constructor(build) {
        this.build = build;
        this.words = words();
        this.program = null;
        this.timer = 0;
        this.box = document.getElementById('shell');
    }

    // The person's language of those there are: chosen here before, else as the browser prefers.
    language() {
        const chosen = new Map(this.kept()).get('language');
        const wanted = [chosen, ...(navigator.languages || [])].filter(Boolean);
        const known = wanted.map((one) => one.slice(0, 2).toLowerCase());
        return known.find((one) => one in this.build.texts) || 'en';
    }

    // Who is signed in, as the server said last: a Who in CBOR, or nothing when the person has to
    // sign in.
    async session() {
        const known = recall();
        try {
            const response = await this.ask('GET', this.build.session);
            if (response.status === 401) return this.sign_in();
            let said = await said_by(response);
            // A look through a partner's eyes lives in memory only: a page that starts anew ends
            // it.
            if (said && looking(said))
                said = await said_by(await this.ask('DELETE', '/api/v1/preview'));
            if (said) {
                await remember(said);
                return said;
            }
        } catch (error) {
            // Offline: the person of last time goes on with what this device holds.
        }
        return (await known) || this.sign_in();
    }

    ask(method, url) {
        return fetch(url, {
            method,
            headers: {'X-Entente': '1', 'Accept': cbor},
            cache: 'no-store',
        });
    }

    // Where to sign in, and to come back from.
    sign_in() {
        const here = location.pathname + location.search;
        return this.leave(
            here === '/' ? '/sign_in.html' : `/sign_in.html?next=${encodeURIComponent(here)}`,
        );
    }

    async leave(url) {
        if (url.startsWith('/sign_in')) await forget();
        location.assign(url);
        return null;
    }

    // Small settings of this device; a browser that forbids storage starts without them.
    keep(name, text) {
        try {
            localStorage.setItem(kept_prefix + name, text);
        } catch (error) {
            console.warn(error);
        }
    }

    kept() {
        try {
            return Object.entries(localStorage)
                .filter(([key]) => key.startsWith(kept_prefix))
                .map(([key, text]) => [key.slice(kept_prefix.length), text]);
        } catch (error) {
            return [];
        }
    }

    wake_at(moment_ms) {
        clearTimeout(this.timer);
        if (!moment_ms) return;
        const wait = Math.min(Math.max(moment_ms - Date.now(), 0), 0x7fffffff);
        this.timer = setTimeout(() => this.program.host_event(host_event.tick), wait);
    }

    // Pairs: "scheme", or a custom property for the field that is being edited.
    look(pairs) {
        const root = document.documentElement;
        for (let i = 0; i + 1 < pairs.length; i += 2) {
            if (pairs[i] === 'scheme') root.style.colorScheme = pairs[i + 1];
            else root.style.setProperty(`--${pairs[i]}`, pairs[i + 1]);
        }
        const background = getComputedStyle(root).getPropertyValue('--background');
        const meta = document.querySelector('meta[name=theme-color]');
        if (meta && background) meta.content = background.trim();
    }

    ready() {
        const first = document.getElementById('first_paint');
        if (first) first.remove();
        document.documentElement.classList.add('ready');
    }

    basic_mode(on) {
        document.documentElement.classList.toggle('basic', on);
    }

    // A card of plain HTML over everything.
    show(title, text, buttons) {
        const card = document.createElement('div');
        card.className = 'card';
        card.setAttribute('role', 'alertdialog');
        card.setAttribute('aria-label', title);
        const heading = document.createElement('h1');
        heading.textContent = title;
        const paragraph = document.createElement('p');
        paragraph.textContent = text;
        card.append(heading, paragraph);
        for (const [label, act] of buttons) {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = label;
            button.addEventListener('click', act);
            card.append(button);
        }
        this.box.replaceChildren(card);
        this.box.hidden = false;
        document.getElementById('mirror').inert = true;
        card.querySelector('button').focus();
    }

    hide() {
        this.box.hidden = true;
        this.box.replaceChildren();
        document.getElementById('mirror').inert = false;
    }

    ask_to_use_here() {
        return new Promise((resolve) => {
            this.show(this.words.other_tab, this.words.other_tab_text, [
                [
                    this.words.use_here,
                    () => {
                        this.hide();
                        resolve();
                    },
                ],
            ]);
        });
    }

    used_elsewhere() {
        this.program.dead = true;
        this.show(this.words.other_tab, this.words.other_tab_text, [
            [
                this.words.use_here,
                () => {
                    sessionStorage.setItem(take_over_key, '1');
                    location.reload();
                },
            ],
        ]);
    }

    takes_over() {
        const wanted = sessionStorage.getItem(take_over_key) === '1';
        sessionStorage.removeItem(take_over_key);
        return wanted;
    }

    async crashed(error, storage) {
        console.error(error);
        const report = `${this.build.build}\n${(error && error.stack) || error}`;
        if (storage) await storage.settled().catch(() => 'io_error');
        this.show(this.words.crash, this.words.crash_text, [
            [this.words.reload, () => location.reload()],
            [this.words.report, () => navigator.clipboard && navigator.clipboard.writeText(report)],
        ]);
    }
}
