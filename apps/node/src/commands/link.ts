import { nodeRoutes } from '@liandong/contract';
import { refuse } from '@liandong/words';
import { operatorOf } from '../operator-client.ts';
import { type Command, print, readWords } from './command.ts';

const show = (link: { peer: string; state: string; backlog: number; lastContactAt?: string | undefined }): void =>
  print(
    `${link.peer.padEnd(12)} ${link.state.padEnd(10)} backlog ${link.backlog}  last contact ${link.lastContactAt ?? '—'}`,
  );

/** `liandong link [cut|mend PEER]`: orders one node about one of its links. */
export const link: Command = {
  usage: 'link [cut|mend PEER] [--port N]',
  does: 'show links of the node at --port, cut or mend one / 查看、切断、恢复链路',
  run: async (words) => {
    const { place, positionals } = readWords(words);
    const node = await operatorOf(place.dataDirectory, place.port);
    const [order, peer] = positionals;
    if (order === undefined) {
      for (const one of await node.call(nodeRoutes.links)) show(one);
      return 0;
    }
    if ((order !== 'cut' && order !== 'mend') || peer === undefined) {
      throw refuse('node.bad-argument', { key: 'link', value: words.join(' ') });
    }
    show(await node.call(order === 'cut' ? nodeRoutes.cut : nodeRoutes.mend, { params: { peer } }));
    return 0;
  },
};
