// better-sqlite3, which run.mjs builds; where that cannot be built, Node's own SQLite, which has
// the same synchronous interface and about the same speed. The record says which it was, and why.
export async function open_database(file) {
    try {
        const {default: Database} = await import('better-sqlite3');
        const db = new Database(file);
        db.kind = 'better-sqlite3';
        return db;
    } catch (error) {
        const {DatabaseSync} = await import('node:sqlite');
        const db = new DatabaseSync(file);
        const why = error.code || error.message.split('\n')[0];
        db.kind = `Node's own SQLite, as better-sqlite3 was not built: ${why}`;
        return db;
    }
}
