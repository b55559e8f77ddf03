// One tab writes. A Web Lock for each namespace makes the leader; another tab may ask it to step
// down ("use here"): the leader finishes its commit, stops, and lets go. The fence backs the lock.
const answer_ms_max = 3000;

export class Leader {
    // `step_down()` must end writing; it returns a promise.
    constructor(namespace, step_down) {
        this.name = `entente:${namespace}`;
        this.step_down = step_down;
        this.release = null;
        this.channel = 'BroadcastChannel' in window ? new BroadcastChannel(this.name) : null;
        if (this.channel) {
            this.channel.onmessage = (event) => {
                if (event.data === 'use here' && this.release) this.resign();
            };
        }
    }

    hold(options) {
        return new Promise((resolve) => {
            navigator.locks
                .request(this.name, options, (lock) => {
                    if (!lock) return resolve(false);
                    return new Promise((release) => {
                        this.release = release;
                        resolve(true);
                    });
                })
                .catch(() => {
                    // Stolen or aborted: the fence refuses what this tab would still write.
                    const led = this.release !== null;
                    this.release = null;
                    if (led) this.step_down();
                    resolve(false);
                });
        });
    }

    // True when this tab leads now. Without Web Locks the fence alone keeps tabs apart.
    async try_to_lead() {
        if (!navigator.locks) return true;
        return this.hold({ifAvailable: true});
    }

    // "Use here": ask, wait a little, then take.
    async take_over() {
        if (!navigator.locks) return true;
        if (this.channel) this.channel.postMessage('use here');
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), answer_ms_max);
        const led = await this.hold({signal: controller.signal});
        clearTimeout(timer);
        return led || this.hold({steal: true});
    }

    async resign() {
        const {release} = this;
        this.release = null;
        await this.step_down();
        if (release) release();
    }
}
