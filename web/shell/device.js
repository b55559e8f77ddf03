// Who uses this device, for the time without a network: one record in IndexedDB, on disk before the
// program starts. A browser that is killed forgets what localStorage was told some seconds ago.
const key = 'who';

const opened = () =>
    new Promise((resolve, reject) => {
        const request = indexedDB.open('entente-device', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('kept');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error('another page holds an older one'));
    });

async function transact(mode, body) {
    const database = await opened();
    try {
        return await new Promise((resolve, reject) => {
            const transaction = database.transaction(['kept'], mode, {durability: 'strict'});
            const request = body(transaction.objectStore('kept'));
            transaction.oncomplete = () => resolve(request.result);
            transaction.onabort = () => reject(transaction.error);
        });
    } finally {
        database.close();
    }
}

// A browser that forbids storage starts without: the program tells the person what it means.
const or_nothing = (promise) => promise.catch((error) => console.warn(error));

// The bytes of last time, or undefined.
export const recall = () => or_nothing(transact('readonly', (kept) => kept.get(key)));

export const remember = (bytes) =>
    or_nothing(transact('readwrite', (kept) => kept.put(bytes, key)));

export const forget = () => or_nothing(transact('readwrite', (kept) => kept.delete(key)));
