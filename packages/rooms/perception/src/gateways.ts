import type { Database } from '@liandong/platform';
import { type ActContext, type Brand, newId, refuse } from '@liandong/words';
import { hashToken } from './credential.ts';
import type { LiveGateway, Registry } from './registry.ts';
import type { LiveTerminal } from './terminal.ts';
import { readGateways, saveGateway } from './terminal-store.ts';

type GatewayId = Brand<string, 'GatewayId'>;

export type GatewayOrder = {
  /** The same name is the same gateway. */
  readonly name: string;
  readonly token: string;
  /** It sends for terminals in this jurisdiction only; for all of this node when absent. */
  readonly jurisdictionCode?: string | undefined;
};

/** Makes a credential that may send for many terminals, or changes the one of that name. */
export const ensureGateway = async (
  order: GatewayOrder,
  context: ActContext,
  { database, registry }: { readonly database: Database; readonly registry: Registry },
): Promise<void> => {
  const tokenHash = hashToken(order.token);
  const known = (await readGateways(database)).find((row) => row.name === order.name);
  const holder = registry.holderOf(tokenHash.toString('hex'));
  if (holder !== undefined && holder.id !== known?.id) throw refuse('perception.token-taken');
  const jurisdiction = order.jurisdictionCode ?? null;
  if (known?.token_hash.equals(tokenHash) && known.jurisdiction_code === jurisdiction) return;
  const row = {
    id: known?.id ?? newId<GatewayId>(),
    name: order.name,
    jurisdiction_code: jurisdiction,
    token_hash: tokenHash,
  };
  await database.write(context, async (work) => {
    await saveGateway(work, row);
    work.record({
      type: 'GatewayEnsured',
      objectKind: 'gateway',
      objectId: row.id,
      jurisdictionPath: [],
      body: { name: row.name, jurisdictionCode: jurisdiction },
    });
  });
  registry.putGateway(row);
};

/** Whether a gateway may send for a terminal. */
export const maySendFor = (gateway: LiveGateway, terminal: LiveTerminal): boolean =>
  gateway.jurisdictionCode === undefined || terminal.jurisdictionPath.includes(gateway.jurisdictionCode);
