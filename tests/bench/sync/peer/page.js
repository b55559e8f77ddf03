// The same four steps with PouchDB. `?strict` asks every transaction for what ours promise, that
// it stands on the disk; `?batch=N` is how many documents one request carries.
{
    const wanted = new URLSearchParams(location.search);
    if (wanted.has('strict')) {
        const {transaction} = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (stores, mode, options) {
            return transaction.call(this, stores, mode, {...options, durability: 'strict'});
        };
    }
    const batch = Number(wanted.get('batch'));
    const options = batch ? {batch_size: batch} : {};
    const local = new window.PouchDB('bench', {adapter: 'indexeddb'});
    const remote = new window.PouchDB(`${location.origin}/db/${wanted.get('name')}`);
    const timed = async (act) => {
        const begun = performance.now();
        await act();
        return performance.now() - begun;
    };
    window.peer = {
        first_sync: () => timed(() => local.replicate.from(remote, options)),
        write: (count) =>
            timed(async () => {
                for (let i = 0; i < count; i++) {
                    const document = {
                        _id: `draft:${String(i).padStart(6, '0')}`,
                        title: 'Network renewal',
                        customer: 'Customer of the draft',
                        domain: 'customer.example',
                        contact: 'contact@customer.example',
                        review: 'draft',
                        objective: 'o'.repeat(120),
                        notes: '',
                    };
                    document.notes = 'n'.repeat(400 - JSON.stringify(document).length);
                    await local.put(document);
                }
            }),
        push: () => timed(() => local.replicate.to(remote, options)),
        // Since the navigation: a first page of a list, and everything, as totals and search need.
        reopen: async () => {
            await local.allDocs({include_docs: true, limit: 50});
            const first_page = performance.now();
            const {rows} = await local.allDocs({include_docs: true});
            return {first_page, all: performance.now(), rows: rows.length};
        },
    };
}
