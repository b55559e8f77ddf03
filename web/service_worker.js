// Keeps one whole build for offline use: all files of a build or none, program and page always of
// the same one. A new build waits until the person takes it; nothing stored is touched by an
// update.
const files = 'list:precache';
const version = 'list:version';
const cache_name = `entente-${version}`;

// What the first screen needs is fetched before this build counts as installed; the rest
// afterwards. A file of the same name in an older build's cache has the same content: it is not
// fetched again.
async function fill(cache, wanted) {
    await Promise.all(
        wanted.map(async (file) => {
            const known = file.revision ? undefined : await caches.match(file.url);
            const response =
                known || (await fetch(file.url, {cache: file.revision ? 'no-cache' : 'default'}));
            if (!response.ok || response.redirected)
                throw new Error(`${file.url}: ${response.status}`);
            if (file.url === '/' && !(await response.clone().text()).includes(version)) {
                throw new Error('the page is of another build');
            }
            await cache.put(file.url, response);
        }),
    );
}

async function install() {
    const cache = await caches.open(cache_name);
    try {
        await fill(
            cache,
            files.filter((file) => file.load === 'first'),
        );
    } catch (error) {
        await caches.delete(cache_name);
        throw error;
    }
}

async function activate() {
    for (const name of await caches.keys()) {
        if (name.startsWith('entente-') && name !== cache_name) await caches.delete(name);
    }
    await self.clients.claim();
}

let filling = null;
function fill_later() {
    filling =
        filling ||
        (async () => {
            const cache = await caches.open(cache_name);
            for (const file of files) {
                if (file.load !== 'later' || (await cache.match(file.url))) continue;
                await fill(cache, [file]).catch(() => {
                    // No network just now: the next page that opens tries again.
                });
            }
            filling = null;
        })();
    return filling;
}

async function answer(request) {
    const cache = await caches.open(cache_name);
    const {pathname} = new URL(request.url);
    if (request.mode === 'navigate') {
        const page = pathname.startsWith('/sign_in') ? '/sign_in.html' : '/';
        return (await cache.match(page)) || fetch(request);
    }
    return (await cache.match(pathname)) || fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
    if (event.data === 'take over') self.skipWaiting();
    if (event.data === 'keep the rest') event.waitUntil(fill_later());
});
self.addEventListener('fetch', (event) => {
    const {request} = event;
    const {origin, pathname} = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/'))
        return;
    event.respondWith(answer(request));
});
