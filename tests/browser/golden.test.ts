import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compareGolden } from './support/golden-file.ts';
import { drawGolden, goldenViews } from './support/golden-views.ts';
import { describeOnStage } from './support/stage.ts';

/** Drawing in software is the same everywhere; another release of the browser may round a few edges otherwise. */
const tolerance = 0.003;

const keepBeside = async (name: string, pictures: Readonly<Record<string, Buffer>>): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), `liandong-golden-${name}-`));
  for (const [kind, picture] of Object.entries(pictures))
    await writeFile(path.join(folder, `${name}-${kind}.png`), picture);
  return folder;
};

describeOnStage(
  'the map of the sample city',
  ({ inBrowser, federation, seat: openSeat, browserVersion }) => {
    for (const view of goldenViews) {
      inBrowser(`looks as in the picture that is kept of ${view.title}`, async () => {
        const { picture, seat } = await drawGolden(federation(), openSeat, view);
        const { share, difference } = await compareGolden(view.name, picture);
        if (share > tolerance) {
          const folder = await keepBeside(view.name, { actual: picture, difference });
          assert.fail(
            `${(share * 100).toFixed(2)} % of the pixels differ (Chromium ${browserVersion()}); see ${folder}; ` +
              'renew by `npm run pictures -- golden` when the new picture is the better one',
          );
        }
        assert.deepEqual(seat.faults, []);
        await seat.close();
      });
    }
  },
  { drawn: true },
);
