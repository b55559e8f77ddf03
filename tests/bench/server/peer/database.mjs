// better-sqlite3 where its native part was built (npm rebuild better-sqlite3), else Node's own
// SQLite, which has the same synchronous interface and about the same speed.
export async function open_database(file) {
    try {
        const {default: Database} = await import('better-sqlite3');
        const db = new Database(file);
        db.kind = 'better-sqlite3';
        return db;
    } catch (error) {
        const {DatabaseSync} = await import('node:sqlite');
        const db = new DatabaseSync(file);
        db.kind = `node:sqlite (better-sqlite3: ${error.code || error.message.split('\n')[0]})`;
        return db;
    }
}
