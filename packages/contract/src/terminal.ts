import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { CopyShape, DatumShape, Id, IdParams, Nothing, OneOf, PlaceShape, Shape, Time, WordsShape } from './schemas.ts';

export const CharacteristicShape = Shape({
  code: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
  name: WordsShape,
  unit: Type.String({ description: 'UCUM code' }),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  /** Other names that devices send, and the factor to this unit. */
  aliases: Type.Optional(Type.Array(Shape({ key: Type.String(), factor: Type.Number() }))),
});
export type Characteristic = Static<typeof CharacteristicShape>;

/** 物模型: services, characteristics, events of a type of terminal. */
export const TerminalTypeShape = Shape({
  code: Type.String(),
  version: Type.Integer(),
  name: WordsShape,
  icon: Type.String(),
  /** A reading older than this is stale, in milliseconds. */
  staleAfterMs: Type.Integer({ minimum: 1000 }),
  services: Type.Array(
    Shape({
      code: Type.String(),
      name: WordsShape,
      characteristics: Type.Array(CharacteristicShape),
      events: Type.Array(Shape({ code: Type.String(), name: WordsShape })),
    }),
  ),
});
export type TerminalType = Static<typeof TerminalTypeShape>;

/** Bits of a reading's quality; 0 is good. */
export const readingFlags = { outOfRange: 1, late: 2, future: 4, stale: 8 } as const;

export const LatestShape = Shape({
  characteristic: Type.String(),
  name: WordsShape,
  unit: Type.String(),
  value: Type.Number(),
  at: Time,
  quality: Type.Integer(),
});

const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
const Day = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }));

/** What a registration says beside type and place (终端注册, 一物一码): all of it optional, none of it guessed. */
export const TerminalDetailsShape = Shape({
  maker: Text(120),
  model: Text(120),
  firmware: Text(60),
  serial: Text(120),
  /** Above the ground in metres. */
  heightM: Type.Optional(Type.Number()),
  carrierKind: Type.Optional(OneOf(['pole', 'manhole', 'building', 'pipe', 'underpass', 'vehicle', 'ground', 'water'])),
  carrierCode: Text(80),
  unitGridCode: Text(40),
  maintainer: Text(200),
  /** Of the unit, never of a person. */
  maintainerPhone: Text(60),
  protocol: Text(60),
  network: Text(60),
  sim: Text(40),
  power: Text(60),
  installedOn: Day,
  warrantyUntil: Day,
  calibratedOn: Day,
  accuracy: Text(60),
  samplePeriodS: Type.Optional(Type.Number({ minimum: 0 })),
  reportPeriodS: Type.Optional(Type.Number({ minimum: 0 })),
  dataGrade: Type.Optional(OneOf(['general', 'important', 'core'])),
  /** Cameras: where it looks, clockwise from north, how wide and how far. */
  headingDeg: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
  fieldOfViewDeg: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
  rangeM: Type.Optional(Type.Number({ minimum: 0 })),
});
export type TerminalDetails = Static<typeof TerminalDetailsShape>;

/** fresh: heard in time · stale: older than its type allows · silent: no sign of life · never: not heard yet. */
export const TerminalStateShape = OneOf(['fresh', 'stale', 'silent', 'never']);
export type TerminalState = Static<typeof TerminalStateShape>;

/** 感知终端 */
export const TerminalShape = Shape({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  typeCode: Type.String(),
  typeName: WordsShape,
  icon: Type.String(),
  jurisdictionCode: Type.String(),
  ownerOrganisationId: Type.Optional(Id),
  place: PlaceShape,
  sourceDatum: DatumShape,
  lifeState: OneOf(['planned', 'installed', 'running', 'retired']),
  state: TerminalStateShape,
  lastHeardAt: Type.Optional(Time),
  latest: Type.Array(LatestShape),
  details: Type.Optional(TerminalDetailsShape),
  copy: Type.Optional(CopyShape),
});
export type TerminalView = Static<typeof TerminalShape>;

export const TerminalOrder = Shape({
  code: Type.String({ minLength: 1, maxLength: 80 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  typeCode: Type.String(),
  jurisdictionCode: Type.Optional(Type.String({ description: 'found from the place when absent' })),
  ownerOrganisationId: Type.Optional(Id),
  lon: Type.Number(),
  lat: Type.Number(),
  datum: DatumShape,
  address: Type.Optional(Type.String({ maxLength: 400 })),
  details: Type.Optional(TerminalDetailsShape),
});
export type TerminalOrder = Static<typeof TerminalOrder>;

export const CredentialShape = Shape({
  terminalId: Id,
  token: Type.String({ description: 'shown once; only its hash is kept' }),
});

export const SeriesShape = Shape({
  characteristic: Type.String(),
  unit: Type.String(),
  /** Epoch milliseconds, ascending. */
  at: Type.Array(Type.Number()),
  value: Type.Array(Type.Number()),
  quality: Type.Array(Type.Integer()),
  /** True when older points were left out. */
  truncated: Type.Boolean(),
});
export type Series = Static<typeof SeriesShape>;

export const IngestCounters = Shape({
  accepted: Type.Integer(),
  duplicates: Type.Integer(),
  deadLetters: Type.Integer(),
  byReason: Type.Record(Type.String(), Type.Integer()),
});

export const terminalRoutes = {
  types: defineRoute({
    method: 'GET',
    path: '/api/v1/terminal-types',
    access: 'terminal.read',
    tag: 'terminals',
    summary: 'The thing models of this node',
    response: Type.Array(TerminalTypeShape),
  }),
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/terminals',
    access: 'terminal.read',
    tag: 'terminals',
    summary: 'Terminals in the jurisdictions of the reader',
    query: Shape({
      text: Type.Optional(Type.String()),
      state: Type.Optional(TerminalStateShape),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    }),
    response: Type.Array(TerminalShape),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/api/v1/terminals/:id',
    access: 'terminal.read',
    tag: 'terminals',
    summary: 'One terminal with its latest values',
    params: IdParams,
    response: TerminalShape,
  }),
  readings: defineRoute({
    method: 'GET',
    path: '/api/v1/terminals/:id/readings',
    access: 'terminal.read',
    tag: 'terminals',
    summary: 'Readings of one characteristic, oldest first',
    params: IdParams,
    query: Shape({
      characteristic: Type.String(),
      from: Type.Optional(Time),
      to: Type.Optional(Time),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20000 })),
    }),
    response: SeriesShape,
  }),
  register: defineRoute({
    method: 'POST',
    path: '/api/v1/terminals',
    access: 'terminal.manage',
    tag: 'terminals',
    summary: 'Register a terminal and get its credential',
    body: TerminalOrder,
    response: CredentialShape,
  }),
  rotate: defineRoute({
    method: 'POST',
    path: '/api/v1/terminals/:id/credential',
    access: 'terminal.manage',
    tag: 'terminals',
    summary: 'Replace the credential of a terminal',
    params: IdParams,
    response: CredentialShape,
  }),
  counters: defineRoute({
    method: 'GET',
    path: '/api/v1/ingest',
    access: 'terminal.read',
    tag: 'terminals',
    summary: 'What came in since start: accepted, duplicates, dead letters by reason',
    response: IngestCounters,
  }),
  deadLetters: defineRoute({
    method: 'GET',
    path: '/api/v1/ingest/dead-letters',
    access: 'terminal.manage',
    tag: 'terminals',
    summary: 'Newest messages that could not be taken, with the reason',
    response: Type.Array(
      Shape({
        id: Id,
        at: Time,
        source: Type.String(),
        code: Type.String(),
        text: Type.String(),
        payload: Type.String(),
      }),
    ),
  }),
  telemetry: defineRoute({
    method: 'POST',
    path: '/v1/devices/me/telemetry',
    access: 'device',
    tag: 'devices',
    summary: 'Readings of one terminal (values, {ts, values} or a list of them); credential as bearer token',
    body: Nothing,
    response: Shape({ accepted: Type.Integer(), duplicates: Type.Integer(), deadLetters: Type.Integer() }),
  }),
  gatewayTelemetry: defineRoute({
    method: 'POST',
    path: '/v1/gateway/telemetry',
    access: 'device',
    tag: 'devices',
    summary: 'Readings of many terminals by code: {code: [{ts, values}]}; credential of a gateway',
    bodyLimit: 8 * 1024 * 1024,
    body: Nothing,
    response: Shape({ accepted: Type.Integer(), duplicates: Type.Integer(), deadLetters: Type.Integer() }),
  }),
} as const;
