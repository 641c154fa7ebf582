import { readFile } from 'node:fs/promises';
import { jurisdictionRoutes } from '@liandong/contract';
import { datums, refuse } from '@liandong/words';
import { operatorOf } from '../operator-client.ts';
import { type Command, print, readWords } from './command.ts';

const formatOf = (file: string): 'csv' | 'geojson' => (file.endsWith('.csv') ? 'csv' : 'geojson');

/** `liandong jurisdictions import FILE --datum D`: GeoJSON or CSV into the tree of the node at --port. */
export const jurisdictions: Command = {
  usage: 'jurisdictions import FILE --datum D [--dry-run] [--columns JSON]',
  does: 'import GeoJSON or CSV, a reason for every refused row / 导入区划',
  run: async (words) => {
    const options = { datum: { type: 'string' }, 'dry-run': { type: 'boolean' }, columns: { type: 'string' } } as const;
    const { place, values, positionals } = readWords(words, options);
    const [order, file] = positionals;
    const datum = datums.find((known) => known === values.datum);
    if (order !== 'import' || file === undefined || datum === undefined) {
      throw refuse('node.bad-argument', {
        key: 'jurisdictions',
        value: `${words.join(' ')} (--datum ${datums.join('|')})`,
      });
    }
    const node = await operatorOf(place.dataDirectory, place.port);
    const columns =
      typeof values.columns === 'string' ? (JSON.parse(values.columns) as Record<string, string>) : undefined;
    const report = await node.call(jurisdictionRoutes.import, {
      query: { dryRun: values['dry-run'] === true },
      body: {
        format: formatOf(file),
        datum,
        text: await readFile(file, 'utf8'),
        ...(columns === undefined ? {} : { columns }),
      },
    });
    print(
      `read ${report.read}, taken ${report.taken}, changed ${report.changed}, unchanged ${report.unchanged}, refused ${report.refused.length}`,
    );
    for (const row of report.refused) print(`  row ${row.row} ${row.key ?? ''} ${row.code}: ${row.text}`);
    return report.refused.length === 0 ? 0 : 1;
  },
};
