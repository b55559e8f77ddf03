// The address bar: pages are pushed, filters replaced, and going back is told to the program.
import {host_event, text_from, unpack} from './contract.js';

export const current_route = () => location.pathname + location.search + location.hash;

export function navigate(payload) {
    const [url, title, how] = unpack(payload).map(text_from);
    if (title) document.title = title;
    if (!url || url === current_route()) return;
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
}

export function follow_history(program) {
    window.addEventListener('popstate', () =>
        program.host_event(host_event.route, 0, current_route()),
    );
}
