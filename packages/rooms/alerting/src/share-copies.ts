import { AlertCopyBody, type AlertView, alertCopySchema } from '@liandong/contract';
import type { Envelope, EnvelopeVerb } from '@liandong/laws';
import type { Follower, Work } from '@liandong/platform';
import type { JsonObject, NodeId } from '@liandong/words';
import type { AlertCommands } from './commands.ts';
import { alertActFacts, alertFacts } from './facts.ts';
import type { AlertQuestions } from './questions.ts';

/** A node that this one is linked with, and the jurisdictions that it serves. */
export type LinkedNode = {
  readonly id: NodeId;
  readonly relation: 'superior' | 'subordinate';
  readonly serves: readonly string[];
};

/** What this room asks of the link; wired in compose. */
export type CopyPost = {
  send(
    work: Work,
    letter: {
      readonly to: NodeId;
      readonly verb: EnvelopeVerb;
      readonly objectKind: string;
      readonly objectId: string;
      readonly objectVersion: number;
      readonly bodySchema: string;
      readonly bodyVersion: number;
      readonly via: readonly NodeId[];
      readonly body: JsonObject;
    },
  ): Promise<unknown>;
  onVerb(
    verb: EnvelopeVerb,
    objectKind: string,
    handle: (envelope: Envelope, work: Work) => Promise<void>,
    accepts: {
      readonly bodySchema: string;
      readonly bodyVersions: readonly number[];
      readonly body: typeof AlertCopyBody;
    },
  ): void;
};

export type AlertCopiesOptions = {
  readonly node: NodeId;
  readonly linked: readonly LinkedNode[];
  readonly post: CopyPost;
  readonly questions: Pick<AlertQuestions, 'alertsById'>;
  readonly commands: Pick<AlertCommands, 'applyCopy'>;
};

const bodyVersion = 1;

/** A superior sees everything below it; a subordinate what lies in the jurisdictions that it serves. */
const isEntitled = (peer: LinkedNode, path: readonly string[]): boolean =>
  peer.relation === 'superior' || peer.serves.some((code) => path.includes(code));

type Copy = {
  readonly ownerNode: string;
  readonly path: readonly string[];
  readonly view: AlertView;
  readonly via: readonly NodeId[];
};

const sendCopies = async ({ linked, post }: AlertCopiesOptions, work: Work, copy: Copy): Promise<void> => {
  const { copy: _age, ...own } = copy.view;
  const body: AlertCopyBody = { ownerNode: copy.ownerNode, jurisdictionPath: [...copy.path], alert: own };
  for (const peer of linked) {
    if (copy.via.includes(peer.id) || !isEntitled(peer, copy.path)) continue;
    await post.send(work, {
      to: peer.id,
      verb: 'notifyCopy',
      objectKind: 'alert',
      objectId: own.id,
      objectVersion: own.version,
      bodySchema: alertCopySchema,
      bodyVersion,
      via: copy.via,
      body: body as unknown as JsonObject,
    });
  }
};

const hearCopy = async (options: AlertCopiesOptions, envelope: Envelope, work: Work): Promise<void> => {
  // The link has held the body against its schema before it came here.
  const { ownerNode, jurisdictionPath, alert: view } = envelope.body as unknown as AlertCopyBody;
  await options.commands.applyCopy({ ownerNode, jurisdictionPath, exercise: envelope.exercise, view }, work);
  // A node between passes it on, so that a middle tier that was away loses nothing for those behind it.
  await sendCopies(options, work, { ownerNode, path: jurisdictionPath, view, via: [...envelope.via, envelope.from] });
};

/** 抄送告警: every tier that may see an alert has a read copy of it, with its age. Before the link starts. */
export const createAlertCopies = (options: AlertCopiesOptions): Follower => {
  const { node, post, questions } = options;
  post.onVerb('notifyCopy', 'alert', (envelope, work) => hearCopy(options, envelope, work), {
    bodySchema: alertCopySchema,
    bodyVersions: [bodyVersion],
    body: AlertCopyBody,
  });
  return {
    name: 'alerts.copies',
    types: [...Object.values(alertFacts), alertActFacts.acknowledged, alertActFacts.caseLinked],
    handle: async (fact, work) => {
      const [found] = await questions.alertsById([fact.objectId]);
      if (found === undefined || found.view.copy !== undefined) return;
      await sendCopies(options, work, { ownerNode: node, path: found.jurisdictionPath, view: found.view, via: [] });
    },
  };
};
