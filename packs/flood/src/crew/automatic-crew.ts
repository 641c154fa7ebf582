import { setTimeout as wait } from 'node:timers/promises';
import { type ApiCall, ApiRefusal, type CaseRow, caseRoutes } from '@liandong/contract';
import type { CaseAct } from '@liandong/laws';
import { crewLogins, floodPassword } from '../people/staff.ts';
import type { FloodNodeId } from '../people/units.ts';
import { signedIn } from './signed-in.ts';
import { boardStep, boroughStep, type CrewStep, checkerStep, closerStep, deskStep } from './steps.ts';

export type CrewRole = keyof typeof crewLogins;

const roles: Readonly<Record<CrewRole, { readonly node: FloodNodeId; readonly step: CrewStep }>> = {
  borough: { node: 'borough', step: boroughStep },
  board: { node: 'board', step: boardStep },
  desk: { node: 'city', step: deskStep },
  checker: { node: 'city', step: checkerStep },
  closer: { node: 'city', step: closerStep },
};

export type CrewOptions = {
  /** Address of each node's API, e.g. `http://127.0.0.1:8080`. */
  readonly urls: Readonly<Record<FloodNodeId, string>>;
  readonly signal: AbortSignal;
  /** Machine time between two looks at a queue. */
  readonly pollMs?: number;
  /** Roles that stay at home, e.g. to do their steps by hand. */
  readonly without?: readonly CrewRole[];
  readonly onAct?: (role: CrewRole, act: CaseAct, caseId: string) => void;
  /** A refusal, or a node that did not answer: the role looks again at its next turn. */
  readonly onTrouble?: (role: CrewRole, error: unknown) => void;
  /** For tests: how a role reaches its node; a real log-in over HTTP unless told. */
  readonly callOf?: (role: CrewRole, node: FloodNodeId) => ApiCall;
};

/**
 * The automatic crew (labelled on screen): users of five roles who sign for, send down, handle, check and close through
 * the real API of the three nodes, until the signal. Handlers and checkers are different users.
 */
export const runAutomaticCrew = async (options: CrewOptions): Promise<void> => {
  const { urls, without = [], callOf } = options;
  const working = (Object.keys(roles) as CrewRole[]).filter((role) => !without.includes(role));
  await Promise.all(
    working.map((role) => {
      const { node } = roles[role];
      const call = callOf?.(role, node) ?? signedIn(urls[node], crewLogins[role], floodPassword);
      return work(role, call, options);
    }),
  );
};

const work = async (role: CrewRole, call: ApiCall, options: CrewOptions): Promise<void> => {
  const { signal, pollMs = 250 } = options;
  while (!signal.aborted) {
    try {
      const rows = await call(caseRoutes.queue, { query: { state: 'open', limit: 5000 } });
      for (const row of rows) {
        if (signal.aborted) return;
        await takeStep(role, row, call, options);
      }
    } catch (error) {
      options.onTrouble?.(role, error);
    }
    await wait(pollMs, undefined, { signal }).catch(() => undefined);
  }
};

const takeStep = async (
  role: CrewRole,
  row: CaseRow,
  call: ApiCall,
  { onAct, onTrouble }: CrewOptions,
): Promise<void> => {
  try {
    const done = await roles[role].step(row, call);
    if (done !== undefined) onAct?.(role, done, row.id);
  } catch (error) {
    // Somebody else was quicker, or the water rose again: the next turn sees how it stands.
    if (!(error instanceof ApiRefusal)) throw error;
    onTrouble?.(role, error);
  }
};
