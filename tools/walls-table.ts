/** What a package is, by where its folder lies. */
export type Kind =
  | 'words'
  | 'laws'
  | 'contract'
  | 'platform'
  | 'room'
  | 'gateway'
  | 'kit'
  | 'console-kit'
  | 'pack'
  | 'screen'
  | 'server'
  | 'house';

type Wall = {
  /** Kinds it may import, by their door. */
  readonly sees: readonly Kind[];
  /** npm packages it may import: all that its package.json names, or only these. */
  readonly npm: 'declared' | readonly string[];
  /** Whether it may use Node's own modules: not what must also run in a browser. */
  readonly node: boolean;
  /** No clock, no random, no I/O, no waiting. */
  readonly pure: boolean;
};

const below = ['words', 'laws', 'contract'] as const;

/** Who may import whom: downward only, across only by the door. Read with ARCHITECTURE.md. */
export const walls: Readonly<Record<Kind, Wall>> = {
  words: { sees: [], npm: [], node: false, pure: true },
  laws: { sees: ['words'], npm: [], node: false, pure: true },
  contract: { sees: ['words', 'laws'], npm: ['typebox'], node: false, pure: false },
  platform: { sees: ['words'], npm: 'declared', node: true, pure: false },
  room: { sees: [...below, 'platform', 'room'], npm: 'declared', node: true, pure: false },
  gateway: { sees: [...below, 'platform'], npm: 'declared', node: true, pure: false },
  kit: { sees: [...below, 'platform', 'room', 'gateway'], npm: 'declared', node: true, pure: false },
  'console-kit': { sees: below, npm: 'declared', node: false, pure: false },
  pack: { sees: [...below, 'kit', 'console-kit'], npm: 'declared', node: true, pure: false },
  screen: { sees: [...below, 'console-kit'], npm: 'declared', node: false, pure: false },
  server: { sees: [...below, 'platform', 'room', 'gateway', 'kit', 'pack'], npm: 'declared', node: true, pure: false },
  // Tools and the tests of no single room: they know everything, but still enter by the doors.
  house: {
    sees: [...below, 'platform', 'room', 'gateway', 'kit', 'console-kit', 'pack', 'screen', 'server'],
    npm: 'declared',
    node: true,
    pure: false,
  },
};

/** Applications that run in a browser; every other one is a server. */
const screens: readonly string[] = ['apps/console', 'apps/field', 'apps/portal'];

/** The kind of a package folder (relative to the root); undefined for a folder the plan of the house does not know. */
export const kindOf = (folder: string): Kind | undefined => {
  if (folder === '.') return 'house';
  if (screens.includes(folder)) return 'screen';
  const [top, second, third] = folder.split('/');
  if (top === 'packs') return 'pack';
  if (top === 'apps') return 'server';
  if (third !== undefined) return second === 'rooms' ? 'room' : second === 'gateways' ? 'gateway' : undefined;
  return foundations.find((kind) => kind === second);
};

const foundations: readonly Kind[] = ['words', 'laws', 'contract', 'platform', 'kit', 'console-kit'];
