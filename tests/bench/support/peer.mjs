// Installs a peer from its own lock file when it is first run, or when the lock file has changed.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {root} from './record.mjs';

function npm(folder, ...words) {
    const tools = path.join(root, '.deps/bin');
    // Native parts are built with the headers that came with this very Node.
    const headers = path.join(path.dirname(path.dirname(fs.realpathSync(process.execPath))));
    execFileSync('npm', words, {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
            ...process.env,
            PATH: `${tools}:${process.env.PATH}`,
            LDFLAGS: `-L${without_libnode(folder)}`,
            npm_config_nodedir: headers,
        },
    });
}

// Debian's node-gyp links a native part to Debian's Node as a library, which is not the Node that
// loads it: an empty archive of that name is found first.
function without_libnode(folder) {
    const place = fs.mkdtempSync(path.join(os.tmpdir(), `${path.basename(folder)}-`));
    execFileSync('ar', ['rcs', path.join(place, 'libnode.a')]);
    return place;
}

// `native`: packages that have a part in C++, which is built here.
export function install_peer(folder, native = []) {
    const lock = fs.readFileSync(path.join(folder, 'package-lock.json'));
    const wanted = createHash('sha256').update(lock).update(process.version).digest('hex');
    const mark = path.join(folder, 'node_modules/.entente-lock');
    if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted) return;
    console.log(`installing the peer in ${path.relative(root, folder)}`);
    npm(folder, 'ci');
    for (const name of native) {
        console.log(`building ${name} (some minutes)`);
        npm(folder, 'rebuild', name, '--ignore-scripts=false', '--build-from-source');
    }
    fs.writeFileSync(mark, wanted);
}
