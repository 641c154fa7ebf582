import path from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from '@liandong/words';
import { type CityId, cityIds } from './cities.ts';

/** What `npm start` takes. */
export type StartArguments = {
  readonly dataDirectory: string;
  /** Port of the city's console and API; the district's is one more, the street's two more. */
  readonly port: number;
  readonly mqttPort: number;
  readonly city: CityId;
};

export const usualPort = 8700;
export const usualMqttPort = 1883;

/** Link ports lie this far above the consoles'. */
export const linkPortOffset = 100;

const portOf = (text: string | undefined, usual: number, key: string): number => {
  if (text === undefined) return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535 - linkPortOffset - 2) {
    throw refuse('node.bad-argument', { key, value: text });
  }
  return port;
};

const cityOf = (text: string | undefined): CityId => {
  const found = cityIds.find((id) => id === (text ?? 'sample'));
  if (found === undefined) throw refuse('node.bad-argument', { key: '--city', value: text });
  return found;
};

/**
 * Reads `--data DIR --port N --mqtt-port M --city ID`.
 * @throws node.bad-argument naming the argument that is wrong
 */
export const readStartArguments = (words: readonly string[]): StartArguments => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'mqtt-port': { type: 'string' },
      city: { type: 'string' },
    },
  });
  const city = cityOf(values.city);
  return {
    dataDirectory: path.resolve(values.data ?? (city === 'sample' ? 'data' : `data-${city}`)),
    port: portOf(values.port, usualPort, '--port'),
    mqttPort: portOf(values['mqtt-port'], usualMqttPort, '--mqtt-port'),
    city,
  };
};
