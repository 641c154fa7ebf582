import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const boroughOfDigit: Readonly<Record<string, string>> = { 1: 'MN', 2: 'BX', 3: 'BK', 4: 'QN', 5: 'SI' };

/**
 * Which community board each sensor stands in, read from the sensor file by plain code: `305` is board 5 of Brooklyn.
 * Shares nothing with the platform's import, so that a wrong place there shows here.
 */
export const boardOfSensors = (datasets: string): ReadonlyMap<string, string> => {
  const file = path.join(datasets, 'flood', 'floodnet-nyc', 'sensor-metadata.csv.gz');
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const boards = new Map<string, string>();
  for (const line of lines.slice(1)) {
    const id = /^"[^"]*","([^"]*)"/.exec(line)?.[1];
    const number = /,"([1-5])(\d\d)",/.exec(line);
    if (id === undefined || number === null) continue;
    boards.set(id, `${boroughOfDigit[number[1] ?? ''] ?? '?'}${number[2] ?? ''}`);
  }
  return boards;
};
