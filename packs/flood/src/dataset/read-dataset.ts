import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type FloodEvent, parseEvents } from './events.ts';
import type { DatasetReport } from './report.ts';
import { parseSensors, type Sensor } from './sensors.ts';

/** FloodNet NYC: sensors and measured events. */
export type FloodDataset = {
  readonly sensors: readonly Sensor[];
  readonly events: readonly FloodEvent[];
  readonly reports: { readonly sensors: DatasetReport; readonly events: DatasetReport };
};

const unzip = promisify(gunzip);

const readGz = async (file: string): Promise<string> => (await unzip(await readFile(file))).toString('utf8');

/**
 * Reads the data set `flood/floodnet-nyc`.
 * @param datasets the folder of real data (LIANDONG_DATASETS)
 * @throws Error naming the file when it is not there or no gzip
 */
export const readFloodDataset = async (datasets: string): Promise<FloodDataset> => {
  const folder = path.join(datasets, 'flood', 'floodnet-nyc');
  try {
    const { sensors, report } = parseSensors(await readGz(path.join(folder, 'sensor-metadata.csv.gz')));
    const events = parseEvents(await readGz(path.join(folder, 'flood-events.csv.gz')), sensors);
    return { sensors, events: events.events, reports: { sensors: report, events: events.report } };
  } catch (cause) {
    throw new Error(`FloodNet data in ${folder}`, { cause });
  }
};
