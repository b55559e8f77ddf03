// Files in and out: picked, dropped, downloaded, printed, copied.
import {host_event, pack, text_from, unpack} from './contract.js';

export function download(payload) {
    const [name, type, bytes] = unpack(payload);
    const url = URL.createObjectURL(new Blob([bytes], {type: text_from(type)}));
    const link = document.createElement('a');
    link.href = url;
    link.download = text_from(name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
}

const file_bytes_max = 32 * 1024 * 1024;

async function hand_over(program, token, file) {
    if (file.size > file_bytes_max) {
        program.host_event(host_event.picked, token, pack([file.name, 'too_large', '']));
        return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    program.host_event(host_event.picked, token, pack([file.name, 'ok', bytes]));
}

export function pick_file(program, token, accepted) {
    const field = document.createElement('input');
    field.type = 'file';
    field.accept = accepted;
    field.onchange = () => {
        if (field.files.length) hand_over(program, token, field.files[0]);
    };
    field.click();
}

// A file dropped anywhere is told with the token 0.
export function accept_drops(program) {
    document.addEventListener('dragover', (event) => event.preventDefault());
    document.addEventListener('drop', (event) => {
        event.preventDefault();
        const file = event.dataTransfer && event.dataTransfer.files[0];
        if (file) hand_over(program, 0, file);
    });
}

export function copy_text(text) {
    if (navigator.clipboard)
        return navigator.clipboard.writeText(text).catch(() => copy_by_event(text));
    return copy_by_event(text);
}

function copy_by_event(text) {
    const put = (event) => {
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
    };
    document.addEventListener('copy', put, {once: true});
    document.execCommand('copy');
    document.removeEventListener('copy', put);
}
