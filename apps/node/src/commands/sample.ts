import { nodeRoutes } from '@liandong/contract';
import { createSampleCity, createSimulator, loadGateway } from '@liandong/sample-city';
import { instant, refuse } from '@liandong/words';
import { usualMqttPort } from '../arguments.ts';
import { readKeptSize } from '../city-sample.ts';
import { secretIn } from '../instance-id.ts';
import { operatorOf } from '../operator-client.ts';
import { type LoadTold, sendLoad } from '../sample-load.ts';
import { type Command, type Place, print, readWords } from './command.ts';

/** `sample event [ID] [--at CODE]`: without an id the events that the city knows. */
const event = async (place: Place, id: string | undefined, at: string | undefined): Promise<number> => {
  const node = await operatorOf(place.dataDirectory, place.port);
  const body = { ...(id === undefined ? {} : { event: id }), ...(at === undefined ? {} : { at }) };
  const { events, started } = await node.call(nodeRoutes.order, { body });
  if (started === undefined) {
    for (const one of events) print(`  ${one.id.padEnd(10)} ${one.name['zh-Hans']} ${one.name.en}`);
    return 0;
  }
  print(`${started.event}: ${started.place} (${started.at}), until ${started.until}; simulated, generated data`);
  return 0;
};

const wholeNumber = (value: string | boolean | undefined, usual: number, key: string): number => {
  const number = Number(value ?? usual);
  if (!Number.isInteger(number) || number < 1) throw refuse('node.bad-argument', { key, value });
  return number;
};

const tell = ({ second, sent, taken, failed, slowestMs }: LoadTold): void =>
  print(
    `  ${String(second).padStart(4)} s  sent ${sent}  acknowledged ${taken}  failed ${failed}  slowest ${slowestMs.toFixed(0)} ms`,
  );

/** `sample load --rate N`: the city's terminals at a rate of one's own, by HTTP or MQTT. */
const load = async (place: Place, values: Readonly<Record<string, string | boolean | undefined>>): Promise<number> => {
  const via = values.via === 'mqtt' ? 'mqtt' : values.via === undefined || values.via === 'http' ? 'http' : undefined;
  if (via === undefined) throw refuse('node.bad-argument', { key: '--via', value: values.via });
  const node = await operatorOf(place.dataDirectory, place.port);
  const size = await readKeptSize(place.dataDirectory);
  const city = createSampleCity({ size });
  const order = {
    via,
    port: via === 'http' ? place.port : wholeNumber(values['mqtt-port'], usualMqttPort, '--mqtt-port'),
    token: await secretIn(place.dataDirectory, node.id, loadGateway.secret),
    rate: wholeNumber(values.rate, 1_000, '--rate'),
    seconds: wholeNumber(values.seconds, 30, '--seconds'),
    onSecond: tell,
  } as const;
  print(`${order.rate} simulated readings/s for ${order.seconds} s by ${via}; generated data`);
  const { clock } = await node.call(nodeRoutes.node);
  const told = await sendLoad(order, createSimulator(city), instant(Date.parse(clock.city)));
  print(`sent ${told.sent}, acknowledged ${told.taken}, failed ${told.failed}`);
  return told.failed === 0 ? 0 : 1;
};

const options = {
  at: { type: 'string' },
  rate: { type: 'string' },
  seconds: { type: 'string' },
  via: { type: 'string' },
  'mqtt-port': { type: 'string' },
} as const;

/** What happens in the simulated city, and how much it says. */
export const sample: Command = {
  usage: 'sample event [ID] [--at CODE] | sample load --rate N [--seconds S] [--via http|mqtt]',
  does: 'bring about an event in the sample city, or load / 示例城市事件与负载',
  run: async (words) => {
    const { place, positionals, values } = readWords(words, options);
    const [order, id] = positionals;
    if (order === 'event') return event(place, id, typeof values.at === 'string' ? values.at : undefined);
    if (order === 'load') return load(place, values);
    throw refuse('node.bad-argument', { key: 'sample', value: words.join(' ') });
  },
};
