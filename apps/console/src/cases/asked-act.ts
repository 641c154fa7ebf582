import type { CaseAct } from '@liandong/laws';
import { useEffect, useEffectEvent } from 'react';

type Listener = (act: CaseAct) => void;
const listeners = new Map<string, Listener>();

/** Asks the panel of a case to begin an act, as if its button had been pressed. */
export const askAct = (caseId: string, act: CaseAct): void => listeners.get(caseId)?.(act);

/** Hears what the command bar asks of this case. */
export const useAskedAct = (caseId: string, begin: Listener): void => {
  const hear = useEffectEvent(begin);
  useEffect(() => {
    const listener: Listener = (act) => hear(act);
    listeners.set(caseId, listener);
    return () => {
      if (listeners.get(caseId) === listener) listeners.delete(caseId);
    };
  }, [caseId]);
};
