import type { AlertView, CaseRow, LinkView, TerminalPulse } from '@liandong/contract';
import type { Sight } from './sight.ts';
import type { Placed } from './source.ts';

/** What changed since the last frames, by id: of several versions of one thing only the newest is sent. */
export type Changes = {
  readonly alerts: Map<string, Placed<AlertView>>;
  readonly cases: Map<string, Placed<CaseRow>>;
  readonly pulses: Map<string, Placed<TerminalPulse>>;
  readonly links: Map<string, LinkView>;
};

export const noChanges = (): Changes => ({
  alerts: new Map(),
  cases: new Map(),
  pulses: new Map(),
  links: new Map(),
});

type Versioned = { readonly id: string; readonly version: number };

/** Rows are read after their facts, so an older one may come last. */
export const putNewest = <Thing extends Versioned>(into: Map<string, Placed<Thing>>, placed: Placed<Thing>): void => {
  const known = into.get(placed.thing.id);
  if (known === undefined || known.thing.version <= placed.thing.version) into.set(placed.thing.id, placed);
};

/** A pulse carries the characteristics that changed: two of one terminal become one with all of them. Hot path. */
export const putPulse = (into: Map<string, Placed<TerminalPulse>>, placed: Placed<TerminalPulse>): void => {
  const known = into.get(placed.thing.id);
  if (known === undefined) {
    into.set(placed.thing.id, placed);
    return;
  }
  const values = { ...known.thing.values, ...placed.thing.values };
  into.set(placed.thing.id, { thing: { ...placed.thing, values }, path: placed.path });
};

const list = (name: string, texts: readonly string[]): string =>
  texts.length === 0 ? '' : `,"${name}":[${texts.join(',')}]`;

const seen = <Thing>(all: ReadonlyMap<string, Placed<Thing>>, may: (path: readonly string[]) => boolean): string[] => {
  const texts: string[] = [];
  for (const { thing, path } of all.values()) if (may(path)) texts.push(JSON.stringify(thing));
  return texts;
};

/** Alerts and cases of a frame, as text; '' when there is nothing to see. Never left out. */
export const urgentText = (changes: Changes, sight: Sight): string =>
  list('alerts', seen(changes.alerts, sight.alerts)) + list('cases', seen(changes.cases, sight.cases));

/** Terminals and links of a frame, as text; may be put off while a console is slow. */
export const statusText = (changes: Pick<Changes, 'pulses' | 'links'>, sight: Sight): string =>
  list('terminals', seen(changes.pulses, sight.terminals)) +
  (sight.links
    ? list(
        'links',
        Array.from(changes.links.values(), (link) => JSON.stringify(link)),
      )
    : '');
