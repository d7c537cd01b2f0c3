// A PostgreSQL with pgvector on a port of this machine, for one client at a time: node pglite.cjs FOLDER PORT [plain].
// Port 0 is any free one. It prints its address, and ends when its standard input does. With `plain` there is no pgvector.
const { PGlite } = require('@electric-sql/pglite');
const { PGLiteSocketServer } = require('@electric-sql/pglite-socket');
const { vector } = require('@electric-sql/pglite-pgvector');

(async () => {
    const [folder, port, plain] = process.argv.slice(2);
    const db = await PGlite.create({ dataDir: folder, extensions: plain ? {} : { vector } });
    // The client before may not be quite gone when the next one comes.
    const server = new PGLiteSocketServer({ db, port: Number(port), maxConnections: 4 });
    await server.start();
    console.log(server.getServerConn());
    process.stdin.on('end', () => process.exit()).resume();
})();
