// Files out, and those that must not come in.
import {text_from, unpack} from './contract.js';

export function download(payload) {
    const [name, type, bytes] = unpack(payload);
    const url = URL.createObjectURL(new Blob([bytes], {type: text_from(type)}));
    const link = document.createElement('a');
    link.href = url;
    link.download = text_from(name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
}

// A file that somebody drops would otherwise be opened in place of the portal.
export function refuse_drops() {
    for (const name of ['dragover', 'drop'])
        document.addEventListener(name, (event) => event.preventDefault());
}
