import { type TimelineEntry, useSay } from '@liandong/console-kit';
import type { CaseView } from '@liandong/contract';
import { useMemo } from 'react';
import { useNodeName } from '../api/use-node-name.ts';
import { keyFor, useT } from '../words/use-t.ts';

/** The steps of a case as entries of the drawn timeline, newest first. */
export const useTimelineEntries = (one: CaseView): readonly TimelineEntry[] => {
  const t = useT();
  const say = useSay();
  const nodeName = useNodeName();
  return useMemo(() => {
    const named = (prefix: string, code: string): string => {
      const key = keyFor(prefix, code);
      return key === undefined ? code : t(key);
    };
    return one.timeline
      .map(
        (step): TimelineEntry => ({
          id: step.id,
          // A receipt of progress says what was done there: signed for, sent down one node further.
          act:
            step.act === 'childProgress' && step.actThere !== undefined && step.actThere !== 'progress'
              ? t('act.there', { act: named('act', step.actThere) })
              : named('act', step.act),
          status: step.toStatus === step.fromStatus ? undefined : named('status', step.toStatus),
          at: step.at,
          recordedAt: step.recordedAt,
          actor: step.actor.name,
          actorKind: step.actor.kind,
          automatic: step.actor.automatic === true || step.actor.kind === 'rule' || step.actor.kind === 'system',
          onBehalfOf: step.onBehalfOf,
          receiver: step.receiver === undefined ? undefined : say(step.receiver),
          node: nodeName(step.node),
          note: step.note,
        }),
      )
      .reverse();
  }, [one.timeline, t, say, nodeName]);
};
