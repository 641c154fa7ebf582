import type { AlertView, CaseRow, LinkView, TerminalPulse } from '@liandong/contract';
import type { Instant } from '@liandong/words';

/** A thing on the map and where it belongs: root … self of its jurisdiction. */
export type Placed<Thing> = { readonly thing: Thing; readonly path: readonly string[] };

type Stop = () => void;

/** What the channel hears; each function starts to listen and gives back how to stop. */
export type OneMapSource = {
  onAlert(listener: (alert: AlertView, path: readonly string[]) => void): Stop;
  onCase(listener: (row: CaseRow, path: readonly string[]) => void): Stop;
  onPulse(listener: (pulses: readonly Placed<TerminalPulse>[]) => void): Stop;
  /** Links that changed. */
  onLinks(listener: (links: readonly LinkView[]) => void): Stop;
  /** Sessions were closed or their rights changed: they are asked for again. */
  onSessionsChanged?(listener: () => void): Stop;
  cityClock(): { readonly city: Instant; readonly speed: number };
};
