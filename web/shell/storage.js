// Between the program and the commit: leadership of this tab first, then the load, then commits one
// after the other. Every request of the program is answered exactly once.
import {host_event, pack, text_from} from './contract.js';
import {Leader} from '../leader.js';

export class Storage {
    constructor(store, program, shell, net) {
        this.store = store;
        this.program = program;
        this.shell = shell;
        this.net = net;
        this.leader = null;
    }

    settled() {
        return this.store.settled();
    }

    async load(namespace) {
        this.leader = new Leader(namespace, () => this.step_down());
        try {
            const led = this.shell.takes_over()
                ? await this.leader.take_over()
                : await this.leader.try_to_lead();
            if (!led) {
                await this.shell.ask_to_use_here();
                await this.leader.take_over();
            }
            const {files, generation} = await this.store.load(namespace);
            this.program.host_event(host_event.loaded, generation, pack(files.flat()));
        } catch (error) {
            this.program.host_event(
                host_event.load_failed,
                0,
                String((error && error.message) || error),
            );
        }
    }

    // Another tab takes over: finish what is being written, then never write again.
    async step_down() {
        this.program.host_event(host_event.taken_over);
        await this.settled();
        this.net.close();
        this.shell.used_elsewhere();
    }

    // fields: "strict" or "relaxed", then "put", name, bytes or "remove", name.
    async commit(number, fields) {
        const strict = text_from(fields[0]) === 'strict';
        const writes = [];
        const removes = [];
        for (let at = 1; at < fields.length;) {
            const name = text_from(fields[at + 1]);
            if (text_from(fields[at]) === 'put') {
                writes.push([name, fields[at + 2].slice()]);
                at += 3;
            } else {
                removes.push(name);
                at += 2;
            }
        }
        const outcome = await this.store.commit(writes, removes, strict);
        this.program.host_event(host_event.committed, number, outcome);
    }

    async read(number, names) {
        let files = [];
        try {
            files = await this.store.read(names);
        } catch (error) {
            // An empty answer says that nothing could be verified.
        }
        this.program.host_event(host_event.read, number, pack(files.flat()));
    }

    async persist() {
        const manager = navigator.storage;
        const kept =
            manager && manager.persist ? await manager.persist().catch(() => false) : false;
        const room = manager && manager.estimate ? await manager.estimate().catch(() => ({})) : {};
        const installed = matchMedia('(display-mode: standalone)').matches;
        this.program.host_event(
            host_event.storage,
            0,
            pack([
                kept ? '1' : '0',
                String(room.usage || 0),
                String(room.quota || 0),
                installed ? '1' : '0',
            ]),
        );
    }
}
