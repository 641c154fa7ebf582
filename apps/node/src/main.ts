import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '@liandong/words';
import { pino } from 'pino';
import { readStartArguments } from './arguments.ts';
import { printBanner, printProgress } from './banner.ts';
import { startFederation } from './federation.ts';
import { sayRefusal } from './say-refusal.ts';

const once = (run: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
};

/** LIANDONG_LIVING=0: nothing is simulated, the sample's terminals stay silent. */
const living = process.env.LIANDONG_LIVING !== '0';
/** LIANDONG_GROUND=0: the map stays on plain ground, nothing is built for it. */
const drawn = process.env.LIANDONG_GROUND !== '0';

const main = async (): Promise<void> => {
  const options = readStartArguments(process.argv.slice(2));
  mkdirSync(options.dataDirectory, { recursive: true });
  const log = pino(
    { level: process.env.LIANDONG_LOG ?? 'info' },
    pino.destination(path.join(options.dataDirectory, 'liandong.log')),
  );
  const federation = await startFederation({ ...options, log, living, drawn, onProgress: printProgress });
  printBanner(federation);
  const stop = once(() => {
    federation
      .stop()
      .then(() => {
        printProgress('stopped');
        process.exit(0);
      })
      .catch((error: unknown) => {
        log.fatal({ err: error }, 'stop failed');
        process.exit(1);
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
};

try {
  await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof Refusal ? sayRefusal(error) : String(error instanceof Error ? (error.stack ?? error) : error)}\n`,
  );
  process.exit(1);
}
