import { type AlertCopy, alertActFacts, alertFacts } from '@liandong/alerting';
import { AlertShape, type AlertView } from '@liandong/contract';
import type { Envelope } from '@liandong/laws';
import type { Follower, Work } from '@liandong/platform';
import { type JsonObject, type NodeId, refuse } from '@liandong/words';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { NodeConfig } from './node-config.ts';
import type { Rooms } from './rooms.ts';

const bodySchema = 'alert.copy';

const CopyBody = Type.Object({
  ownerNode: Type.String(),
  jurisdictionPath: Type.Array(Type.String()),
  alert: AlertShape,
});
const copyBody = Compile(CopyBody);

type Peers = readonly NodeConfig[];

/** A superior sees everything below it; a subordinate what lies in the jurisdictions that it serves. */
const entitled = (rooms: Rooms, peers: Peers, path: readonly string[], via: readonly string[]): readonly NodeId[] => {
  const { config } = rooms;
  return peers
    .filter((peer) => peer.id === config.superior || peer.superior === config.id)
    .filter((peer) => !via.includes(peer.id))
    .filter((peer) => peer.id === config.superior || peer.serves.some((code) => path.includes(code)))
    .map((peer) => peer.id);
};

const sendCopies = async (
  rooms: Rooms,
  peers: Peers,
  work: Work,
  copy: {
    readonly ownerNode: string;
    readonly path: readonly string[];
    readonly view: AlertView;
    readonly via: readonly NodeId[];
  },
): Promise<void> => {
  const { copy: _age, ...own } = copy.view;
  for (const to of entitled(rooms, peers, copy.path, copy.via)) {
    await rooms.linkage.send(work, {
      to,
      verb: 'notifyCopy',
      objectKind: 'alert',
      objectId: own.id,
      objectVersion: own.version,
      bodySchema,
      bodyVersion: 1,
      via: copy.via,
      body: { ownerNode: copy.ownerNode, jurisdictionPath: [...copy.path], alert: own } as unknown as JsonObject,
    });
  }
};

const hearCopy = async (rooms: Rooms, peers: Peers, envelope: Envelope, work: Work): Promise<void> => {
  const { body } = envelope;
  if (!copyBody.Check(body)) throw refuse('link.malformed-body', { bodySchema });
  const copy: AlertCopy = {
    ownerNode: body.ownerNode,
    jurisdictionPath: body.jurisdictionPath,
    exercise: envelope.exercise,
    view: body.alert,
  };
  await rooms.alertCommands.applyCopy(copy, work);
  // A node between passes it on, so that a middle tier that was away loses nothing for those behind it.
  const via = [...envelope.via, envelope.from];
  await sendCopies(rooms, peers, work, {
    ownerNode: copy.ownerNode,
    path: copy.jurisdictionPath,
    view: copy.view,
    via,
  });
};

/** 抄送告警: every tier that may see an alert has a read copy of it, with its age. */
export const createAlertSharing = (rooms: Rooms, peers: Peers): { readonly follower: Follower } => {
  rooms.linkage.onVerb('notifyCopy', 'alert', (envelope, work) => hearCopy(rooms, peers, envelope, work));
  return {
    follower: {
      name: 'alerts.copies',
      types: [...Object.values(alertFacts), alertActFacts.acknowledged, alertActFacts.caseLinked],
      handle: async (fact, work) => {
        const [found] = await rooms.alerts.alertsById([fact.objectId]);
        if (found === undefined || found.view.copy !== undefined) return;
        await sendCopies(rooms, peers, work, {
          ownerNode: rooms.config.id,
          path: found.jurisdictionPath,
          view: found.view,
          via: [],
        });
      },
    },
  };
};
