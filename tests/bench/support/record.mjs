// The record of a measurement: tests/proof/<name>.md, written whole by the program that measured.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const git = (...words) =>
    execFileSync('git', ['-C', root, ...words])
        .toString()
        .trim();

// A record before this one is no change of what is measured.
function commit() {
    const changed = git('status', '--porcelain', '--', '.', ':!tests/proof');
    return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes' : '');
}

export function table(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [
        line(columns),
        line(columns.map((column, i) => (i === 0 ? '---' : '---:'))),
        ...rows.map(line),
    ].join('\n');
}

// Begun before the work, so that it says how busy the machine was by others.
export class Record {
    constructor(name, title) {
        this.name = name;
        const cpus = os.cpus();
        const load = os.loadavg()[0].toFixed(1);
        this.parts = [
            `# ${title}`,
            table(
                ['date', new Date().toISOString().slice(0, 10)],
                [
                    ['commit', commit()],
                    ['machine', `${cpus.length} cores, ${cpus[0].model.trim()}`],
                    ['load before', `${load} (1 minute)`],
                    ['command', `\`./test.sh proof ${name}\``],
                ],
            ),
        ];
    }

    add(...paragraphs) {
        this.parts.push(...paragraphs);
        console.log(`\n${paragraphs.join('\n\n')}`);
    }

    write() {
        const file = path.join(root, 'tests/proof', `${this.name}.md`);
        fs.writeFileSync(file, `${this.parts.join('\n\n')}\n`);
        console.log(`\nwrote tests/proof/${this.name}.md`);
    }
}
