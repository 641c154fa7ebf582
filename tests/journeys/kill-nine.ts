import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { freePorts, makeDataFolder } from '../support/federation.ts';
import { runKillNine } from './kill-nine-run.ts';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** `npm run journey -- kill-nine [--kills 20] [--seed N]`: kill -9 at random moments; the last line is the figures. */
const main = async (words: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...words], options: { kills: { type: 'string' }, seed: { type: 'string' } } });
  const dataDirectory = await makeDataFolder();
  const seed = Number(values.seed ?? Date.now() % 1e6);
  try {
    const port = await freePorts();
    const figures = await runKillNine({
      dataDirectory,
      port,
      seed,
      kills: Number(values.kills ?? 20),
      onProgress: say,
    });
    process.stdout.write(`${JSON.stringify({ journey: 'kill-nine', seed, ...figures })}\n`);
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
};

if (import.meta.main) await main(process.argv.slice(2));
