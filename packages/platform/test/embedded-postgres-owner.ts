import { startEmbeddedPostgres } from '../src/postgres/index.ts';

// A node in miniature, as a process of its own that a test may kill: arguments are data folder, and uid to run as.
const [dataDirectory = '', uid] = process.argv.slice(2);
if (uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);

try {
  const postgres = await startEmbeddedPostgres({ dataDirectory, log: silent, settings: { shared_buffers: '32MB' } });
  say({ adminUrl: postgres.adminUrl, pid: postgres.pid, adopted: postgres.adopted });
  process.stdin.once('data', () => void postgres.stop().then(() => process.exit(0)));
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
