// The service worker: keeps this build for offline use. A new build waits until the person takes
// it.
import {host_event} from './contract.js';

export class Updates {
    constructor() {
        this.waiting = null;
        this.taken = false;
    }

    async register(program) {
        if (!('serviceWorker' in navigator)) return;
        const {serviceWorker} = navigator;
        serviceWorker.addEventListener('controllerchange', () => {
            if (this.taken) location.reload();
        });
        let registration;
        try {
            registration = await serviceWorker.register('/sw.js', {updateViaCache: 'none'});
        } catch (error) {
            return; // Private windows forbid it: all works, but no cold start offline.
        }
        if (!registration) return;
        const offer = (worker) => {
            if (!worker || !serviceWorker.controller) return;
            this.waiting = worker;
            program.host_event(host_event.update_ready);
        };
        offer(registration.waiting);
        registration.addEventListener('updatefound', () => {
            const worker = registration.installing;
            worker.addEventListener('statechange', () => {
                if (worker.state === 'installed') offer(worker);
            });
        });
        serviceWorker.ready.then((ready) => ready.active.postMessage('keep the rest'));
        document.addEventListener('visibilitychange', () => {
            if (document.visibilityState === 'visible')
                registration.update().catch(() => {
                    // Offline: there is nothing new to be had.
                });
        });
    }

    // The program asks for it with nothing left to store: change to the new build.
    apply() {
        if (!this.waiting) return location.reload();
        this.taken = true;
        this.waiting.postMessage('take over');
        return undefined;
    }
}
