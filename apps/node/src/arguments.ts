import path from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from '@liandong/words';
import { type CityId, type CityOrder, cityIds } from './cities.ts';

/** What `npm start` takes. */
export type StartArguments = {
  readonly dataDirectory: string;
  /** Port of the city's console and API; the district's is one more, the street's two more. */
  readonly port: number;
  readonly mqttPort: number;
  readonly city: CityOrder;
};

export const usualPort = 8700;
export const usualMqttPort = 1883;

/** Link ports lie this far above the consoles'. */
export const linkPortOffset = 100;

const wholeNumber = (text: string, key: string, most: number): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) throw refuse('node.bad-argument', { key, value: text });
  return number;
};

const portOf = (text: string | undefined, usual: number, key: string): number =>
  text === undefined ? usual : wholeNumber(text, key, 65_535 - linkPortOffset - 2);

/** A node keeps its terminals in memory; the generator itself goes on to ten million. */
const mostTerminals = 100_000;

const cityIdOf = (text: string | undefined): CityId => {
  const found = cityIds.find((id) => id === (text ?? 'sample'));
  if (found === undefined) throw refuse('node.bad-argument', { key: '--city', value: text });
  return found;
};

const codeOf = (text: string | undefined): string | undefined => {
  if (text !== undefined && !/^\d{2,12}$/.test(text)) throw refuse('node.bad-argument', { key: '--root', value: text });
  return text;
};

/**
 * Reads `--data DIR --port N --mqtt-port M --city ID`, for the sample `--size TERMINALS`, for a city of one's own
 * `--root CODE --name NAME --profile FOLDER`.
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
      size: { type: 'string' },
      root: { type: 'string' },
      name: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const id = cityIdOf(values.city);
  const dataDirectory = path.resolve(values.data ?? (id === 'sample' ? 'data' : `data-${id}`));
  return {
    dataDirectory,
    port: portOf(values.port, usualPort, '--port'),
    mqttPort: portOf(values['mqtt-port'], usualMqttPort, '--mqtt-port'),
    city: {
      id,
      dataDirectory,
      size: values.size === undefined ? undefined : wholeNumber(values.size, '--size', mostTerminals),
      root: codeOf(values.root),
      name: values.name,
      profile: values.profile,
    },
  };
};
