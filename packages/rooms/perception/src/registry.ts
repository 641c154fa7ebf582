import type { Characteristic } from '@liandong/contract';
import { brandId, type DatastreamId, type TerminalId } from '@liandong/words';
import { type CredentialHolder, type LiveStream, type LiveTerminal, never } from './terminal.ts';
import type { TerminalModel } from './terminal-model.ts';
import type { DatastreamRow, GatewayRow, TerminalRow } from './terminal-store.ts';

export type LiveGateway = {
  readonly id: string;
  readonly name: string;
  jurisdictionCode: string | undefined;
  tokenHash: string;
};

/** All thing models, terminals, datastreams and gateways of this node, in memory; the tables are the truth. */
export type Registry = ReturnType<typeof createRegistry>;

export const createRegistry = () => {
  const models = new Map<string, TerminalModel>();
  const byId = new Map<string, LiveTerminal>();
  const byCode = new Map<string, LiveTerminal>();
  const byToken = new Map<string, CredentialHolder>();
  const gateways = new Map<string, LiveGateway>();
  // Ids are dense, so an array is the fastest map.
  const streams: (LiveStream | undefined)[] = [];

  const putTerminal = (row: TerminalRow): LiveTerminal => {
    const model = models.get(row.type_code);
    if (model === undefined) throw new Error(`terminal ${row.id} has the unknown type ${row.type_code}`);
    const known = byId.get(row.id);
    const tokenHash = row.token_hash.toString('hex');
    if (known !== undefined) byToken.delete(known.tokenHash);
    const terminal = known ?? newTerminal(row, model, tokenHash);
    Object.assign(terminal, changingParts(row), { model, tokenHash });
    byId.set(terminal.id, terminal);
    byCode.set(terminal.code, terminal);
    if (terminal.lifeState !== 'retired') {
      byToken.set(tokenHash, { kind: 'terminal', id: terminal.id, code: terminal.code });
    }
    return terminal;
  };

  const putStream = (row: DatastreamRow): void => {
    const terminal = byId.get(row.terminal_id);
    if (terminal === undefined) throw new Error(`datastream ${row.id} has no terminal`);
    const index = terminal.model.characteristics.findIndex((one) => one.code === row.characteristic);
    const characteristic = terminal.model.characteristics[index];
    // A characteristic that a newer model dropped: its history stays, nothing new comes in.
    if (characteristic === undefined) return;
    const stream = streams[row.id] ?? newStream(row, terminal, characteristic);
    stream.characteristic = characteristic;
    stream.min = row.min ?? Number.NEGATIVE_INFINITY;
    stream.max = row.max ?? Number.POSITIVE_INFINITY;
    streams[row.id] = stream;
    terminal.streams[index] = stream;
  };

  return {
    models: models as ReadonlyMap<string, TerminalModel>,
    terminals: () => byId.values(),
    terminal: (id: string) => byId.get(id),
    terminalByCode: (code: string) => byCode.get(code),
    stream: (id: number) => streams[id],
    gateway: (id: string) => gateways.get(id),
    holderOf: (tokenHash: string) => byToken.get(tokenHash),
    putModel: (model: TerminalModel) => models.set(model.type.code, model),
    putTerminal,
    putStream,
    /** One that was never heard, taken back. */
    removeTerminal: (id: string) => {
      const terminal = byId.get(id);
      if (terminal === undefined) return;
      for (const stream of terminal.streams) streams[stream.id] = undefined;
      byToken.delete(terminal.tokenHash);
      byCode.delete(terminal.code);
      byId.delete(id);
    },
    /** After a change of its model: streams are put again in the model's order. */
    emptyStreams: (terminal: LiveTerminal) => {
      terminal.streams = [];
    },
    putGateway: (row: GatewayRow) => {
      const known = gateways.get(row.id);
      if (known !== undefined) byToken.delete(known.tokenHash);
      const tokenHash = row.token_hash.toString('hex');
      gateways.set(row.id, {
        id: row.id,
        name: row.name,
        jurisdictionCode: row.jurisdiction_code ?? undefined,
        tokenHash,
      });
      byToken.set(tokenHash, { kind: 'gateway', id: row.id, code: row.name });
    },
  };
};

const changingParts = (row: TerminalRow) => ({
  name: row.name,
  jurisdictionCode: row.jurisdiction_code,
  jurisdictionPath: row.jurisdiction_path,
  ownerOrganisationId: row.owner_organisation_id ?? undefined,
  lon: row.lon,
  lat: row.lat,
  address: row.address ?? undefined,
  sourceDatum: row.source_datum,
  lifeState: row.life_state,
});

const newTerminal = (row: TerminalRow, model: TerminalModel, tokenHash: string): LiveTerminal => ({
  id: brandId<TerminalId>(row.id),
  code: row.code,
  ...changingParts(row),
  model,
  tokenHash,
  streams: [],
  lastHeardAt: never,
  state: 'never',
  changed: false,
});

const newStream = (row: DatastreamRow, terminal: LiveTerminal, characteristic: Characteristic): LiveStream => ({
  id: row.id as DatastreamId,
  terminal,
  characteristic,
  min: never,
  max: Number.POSITIVE_INFINITY,
  latestAt: never,
  latestValue: 0,
  latestQuality: 0,
  dirty: false,
  batchNo: 0,
  batchNewest: never,
  stampedAt: never,
});
