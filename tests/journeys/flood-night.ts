import { instant, minuteMs } from '@liandong/words';
import { startTestFederation } from '../support/federation.ts';
import { nightFigures } from './flood-night-figures.ts';
import { runNight } from './flood-night-run.ts';

/** 2023-09-29 in New York (UTC−4), when a third of the city's rain of a usual autumn fell in a morning. */
export const night = { from: instant(Date.UTC(2023, 8, 29, 4)), to: instant(Date.UTC(2023, 8, 30, 4)) };
/** All 1 417 events of the data set. */
export const everything = { from: instant(Date.UTC(2020, 0, 1)), to: instant(Date.UTC(2025, 6, 1)) };

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const main = async (words: readonly string[]): Promise<void> => {
  const isAll = words.includes('--all');
  const span = isAll ? { ...everything, heartbeatMs: 45 * minuteMs } : night;
  const after: (() => Promise<void> | void)[] = [];
  const federation = await startTestFederation({ after: (run) => void after.push(run) }, { city: 'floodnet-nyc' });
  try {
    const cut = words.includes('--cut') ? { cut: { at: 0.2, mendedAt: 0.5 } } : {};
    const done = await runNight(federation, { ...span, ...cut, onProgress: say });
    const { figures, differences } = nightFigures(done, span);
    for (const line of differences) say(line);
    process.stdout.write(
      `${JSON.stringify({ journey: 'flood-night', all: isAll, cut: words.includes('--cut'), ...figures })}\n`,
    );
  } finally {
    for (const run of after) await run();
  }
};

if (import.meta.main) await main(process.argv.slice(2));
