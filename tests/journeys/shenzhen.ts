import { startOwnCity } from '../support/own-city.ts';
import { datasets, hasShenzhen } from './shenzhen-data.ts';
import { shenzhenFigures } from './shenzhen-figures.ts';
import { runShenzhen, shenzhen } from './shenzhen-run.ts';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const main = async (): Promise<void> => {
  if (!hasShenzhen()) throw new Error(`no data of Shenzhen in ${datasets} (set LIANDONG_DATASETS)`);
  const after: (() => Promise<void> | void)[] = [];
  try {
    const city = await startOwnCity({ after: (run) => void after.push(run) }, shenzhen);
    const { figures, differences } = shenzhenFigures(await runShenzhen(city, say));
    for (const line of differences) say(line);
    process.stdout.write(`${JSON.stringify({ journey: 'shenzhen', ...figures })}\n`);
  } finally {
    for (const run of after) await run();
  }
};

if (import.meta.main) await main();
