import { languages, type Words } from '@liandong/words';
import { consoleWords, type TextKey } from '../words/use-t.ts';

/** Something that can be done from the command bar; each is a button somewhere, too. */
export type Command = {
  readonly id: string;
  readonly text: string;
  /** What it concerns, e.g. the case that is open. */
  readonly detail?: string | undefined;
  /** Further ways to type it: pinyin initials, English word. */
  readonly keys: readonly string[];
  readonly run: () => void;
};

/** Initials of the pinyin of a command's name; names are few, so they are written down. */
const initials: Readonly<Partial<Record<TextKey, string>>> = {
  'nav.desk': 'zhtm',
  'nav.wall': 'dp',
  'nav.alerts': 'gj',
  'nav.terminals': 'gzzd',
  'nav.rules': 'gjgz',
  'nav.links': 'jdll',
  'nav.ingest': 'jrqk',
  'nav.imports': 'sjdr',
  'nav.people': 'yhyjg',
  'nav.audit': 'sj',
  'desk.report': 'sbaj',
  'user.logout': 'tcdl',
  'theme.dark': 'hss',
  'theme.light': 'hqs',
  'act.file': 'la',
  'act.refuse': 'byla',
  'act.dispatch': 'pq',
  'act.delegateDown': 'xp',
  'act.signFor': 'qs',
  'act.finish': 'czwc',
  'act.return': 'th',
  'act.progress': 'fkjz',
  'act.returnToUnit': 'fg',
  'act.sendCheck': 'shc',
  'act.checkPass': 'hctg',
  'act.checkFail': 'hcbtg',
  'act.close': 'ja',
  'act.void': 'zf',
  'act.comment': 'pz',
};

/** Everything that a command of this name may be typed as. */
export const keysOf = (key: TextKey): readonly string[] => {
  const words: Words = consoleWords[key];
  return [...languages.map((language) => words[language].toLowerCase()), initials[key] ?? ''].filter(
    (one) => one !== '',
  );
};

/** Commands whose name, or one of whose keys, begins with or contains what is typed; beginnings first. */
export const matchingCommands = (commands: readonly Command[], typed: string): readonly Command[] => {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return commands;
  const rank = ({ keys }: Command): number =>
    Math.min(...keys.map((key) => (key.startsWith(wanted) ? 0 : key.includes(wanted) ? 1 : 2)));
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
};
