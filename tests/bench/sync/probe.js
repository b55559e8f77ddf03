// Runs before the page's own scripts and notes when something happened: commits that are complete,
// the portal that is ready, the network that is back. It changes nothing of what they do.
{
    const commits = [];
    const waiting = [];
    const bench = {
        commits,
        ready_at: 0,
        shown_at: 0,
        online_at: 0,
        // The next commit that holds work of the person.
        outbox_commit: () => new Promise((resolve) => waiting.push(resolve)),
    };
    window.ententeBench = bench;
    window.addEventListener('online', () => {
        bench.online_at = performance.now();
    });
    new MutationObserver((changes, observer) => {
        if (!document.documentElement.classList.contains('ready')) return;
        bench.ready_at = performance.now();
        observer.disconnect();
        requestAnimationFrame(() =>
            requestAnimationFrame(() => {
                bench.shown_at = performance.now();
            }),
        );
    }).observe(document, {attributes: true, subtree: true, attributeFilter: ['class']});

    let entente;
    const noted = (store) => {
        const {commit} = store;
        store.commit = async (writes, removes, strict) => {
            const outcome = await commit(writes, removes, strict);
            const names = writes.map(([name]) => name);
            const at = performance.now();
            commits.push({names, strict, outcome, at});
            if (names.some((name) => name.startsWith('o.')))
                for (const resolve of waiting.splice(0)) resolve(outcome);
            return outcome;
        };
    };
    Object.defineProperty(window, 'entente', {
        get: () => entente,
        set: (value) => {
            noted(value.store);
            entente = value;
        },
    });
    performance.setResourceTimingBufferSize(10000);
}
