// A PostgreSQL with pgvector on a port of this machine, for one client at a time: node pglite.cjs FOLDER PORT [plain].
// Port 0 is any free one. It prints its address, and ends when its standard input does. With `plain` there is no pgvector.
const fs = require('fs');
const path = require('path');
const { PGlite } = require('@electric-sql/pglite');
const { PGLiteSocketServer } = require('@electric-sql/pglite-socket');
const { vector } = require('@electric-sql/pglite-pgvector');

// An empty database takes four times as long to make as to open: it is made once and lies beside the packages, whose next version removes it.
async function copyEmptyDatabase(folder) {
    const made = path.join(process.env.NODE_PATH, '.empty-database');
    if (!fs.existsSync(made)) {
        const making = fs.mkdtempSync(made);
        await (await PGlite.create({ dataDir: making })).close();
        try {
            fs.renameSync(making, made);
        } catch { // another test was first
            fs.rmSync(making, { recursive: true });
        }
    }
    fs.cpSync(made, folder, { recursive: true });
}

(async () => {
    const [folder, port, plain] = process.argv.slice(2);
    if (fs.readdirSync(folder).length === 0)
        await copyEmptyDatabase(folder);
    const db = await PGlite.create({ dataDir: folder, extensions: plain ? {} : { vector } });
    // The client before may not be quite gone when the next one comes.
    const server = new PGLiteSocketServer({ db, port: Number(port), maxConnections: 4 });
    await server.start();
    console.log(server.getServerConn());
    process.stdin.on('end', () => process.exit()).resume();
})();
