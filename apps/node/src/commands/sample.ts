import { nodeRoutes } from '@liandong/contract';
import { refuse } from '@liandong/words';
import { operatorOf } from '../operator-client.ts';
import { type Command, print, readWords } from './command.ts';

/** `liandong sample event rain`: something happens in the simulated city. */
export const sample: Command = {
  usage: 'sample event rain',
  does: 'let it rain over the sample city’s underpass / 示例城市降雨',
  run: async (words) => {
    const { place, positionals } = readWords(words);
    const [order, event] = positionals;
    if (order !== 'event' || event === undefined)
      throw refuse('node.bad-argument', { key: 'sample', value: words.join(' ') });
    const node = await operatorOf(place.dataDirectory, place.port);
    await node.call(nodeRoutes.order, { body: { event } });
    print(`${event}: simulated, generated data`);
    return 0;
  },
};
