import type { SearchEntry, SearchSource } from '@liandong/onemap';
import type { RecordedFact } from '@liandong/platform';
import type { Rooms } from './rooms.ts';

const own = (fact: RecordedFact): readonly string[] => [fact.objectId];

/** Texts of a list in a fact's body; none when it isn't there. */
const textsIn = (fact: RecordedFact, ...keys: readonly string[]): readonly string[] =>
  keys.flatMap((key) => {
    const list = fact.body[key];
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  });

const terminals = ({ perception }: Rooms): SearchSource => ({
  kind: 'terminal',
  factTypes: ['TerminalRegistered', 'TerminalChanged', 'TerminalsRegistered', 'TerminalsRemoved'],
  idsOf: (fact) => [fact.objectId, ...textsIn(fact, 'ids')],
  read: async (ids) =>
    ids.flatMap((id): readonly SearchEntry[] => {
      const terminal = perception.questions.terminal(id);
      if (terminal === undefined) return [];
      const { name, code, address, lon, lat, model, jurisdictionPath } = terminal;
      return [
        { kind: 'terminal', id, name, code, address, lon, lat, subkind: model.type.code, path: jurisdictionPath },
      ];
    }),
});

/** More are not listed in one fact. */
const codesInFact = 1_000;

const middle = (low = 0, high = 0): number => (low + high) / 2;

/** Cities before districts before streets: what is wide is meant more often. */
const jurisdictions = ({ jurisdictions: room }: Rooms): SearchSource => ({
  kind: 'jurisdiction',
  factTypes: ['JurisdictionsImported', 'JurisdictionsImportUndone'],
  // A national list is told by its counts and its first thousand codes.
  idsOf: (fact) => {
    const codes = textsIn(fact, 'codes');
    return codes.length < codesInFact ? codes : 'all';
  },
  readAll: async () => room.list().flatMap(({ code }) => jurisdictionEntry(room, code)),
  read: async (codes) => codes.flatMap((code) => jurisdictionEntry(room, code)),
});

const jurisdictionEntry = (room: Rooms['jurisdictions'], code: string): readonly SearchEntry[] => {
  const record = room.find(code);
  if (record === undefined) return [];
  const view = room.view(record);
  const [west, south, east, north] = view.bbox ?? [];
  return [
    {
      kind: 'jurisdiction',
      id: code,
      name: view.name['zh-Hans'],
      names: view.name,
      otherNames: view.aliases,
      code,
      subkind: view.tier,
      ...(view.bbox === undefined ? {} : { lon: middle(west, east), lat: middle(south, north) }),
      path: room.path(code),
      weight: Math.max(0, 60 - 15 * view.rank),
    },
  ];
};

const organisations = ({ people, jurisdictions: room }: Rooms): SearchSource => ({
  kind: 'organisation',
  factTypes: ['OrganisationAdded', 'OrganisationChanged', 'OrganisationRemoved'],
  idsOf: own,
  read: async (ids) =>
    (await people.organisations())
      .filter(({ id, active }) => active && ids.includes(id))
      .map((one) => ({
        kind: 'organisation',
        id: one.id,
        name: one.name['zh-Hans'],
        names: one.name,
        detail: one.jurisdictionCode,
        subkind: one.kind,
        path: room.path(one.jurisdictionCode),
        weight: 10,
      })),
});

const cases = ({ cases: room }: Rooms): SearchSource => ({
  kind: 'case',
  factTypes: ['CaseReported', 'CaseAssigned', 'CaseFiled'],
  idsOf: own,
  read: async (ids) => {
    const facts = ids.map((objectId) => ({ objectKind: 'case', objectId }));
    return (await room.changedBy(facts)).map(({ row, path }) => ({
      kind: 'case',
      id: row.id,
      name: row.title,
      code: row.code,
      address: row.place.address,
      detail: `${row.code} · ${row.className['zh-Hans']} · ${row.jurisdictionName['zh-Hans']}`,
      subkind: row.status,
      lon: row.place.lon,
      lat: row.place.lat,
      path,
    }));
  },
});

/** Parks and hospitals before pumping stations: what people ask for. */
const assets = ({ assets: room }: Rooms): SearchSource => ({
  kind: 'asset',
  factTypes: ['AssetsChanged', 'AssetsRemoved'],
  idsOf: (fact) => textsIn(fact, 'ids'),
  read: async (ids) =>
    (await room.byIds(ids)).map((one) => ({
      kind: 'asset',
      id: one.id,
      name: one.name,
      otherNames: one.nameEn === undefined ? [] : [one.nameEn],
      code: one.code,
      address: one.place.address,
      detail: one.place.address,
      subkind: one.kind,
      lon: one.place.lon,
      lat: one.place.lat,
      path: one.jurisdictionPath,
      weight: 8,
    })),
});

/** What the search finds, and where each room tells of it. */
export const searchSources = (rooms: Rooms): readonly SearchSource[] => [
  terminals(rooms),
  jurisdictions(rooms),
  organisations(rooms),
  cases(rooms),
  assets(rooms),
];
