import type { Envelope, EnvelopeVerb } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import type { Actor, Instant, JsonObject, NodeId, OrganisationId, UserId, Words } from '@liandong/words';

/** A unit that may hold cases, at this or another node. */
export type Unit = {
  readonly id: OrganisationId;
  readonly name: Words;
  readonly node: string;
  readonly jurisdictionCode: string;
  readonly active: boolean;
};

/** What a case wants to know of an alert. */
export type AlertFacts = {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: Words;
  readonly state: 'raised' | 'cleared';
  readonly terminalId: string;
  readonly terminalName: string;
  readonly levelName: Words;
  readonly rank: number;
  readonly value: number | undefined;
  readonly unit: string;
  readonly raisedAt: Instant;
  readonly lon: number;
  readonly lat: number;
  readonly address: string | undefined;
  readonly jurisdictionCode: string;
  readonly jurisdictionPath: readonly string[];
  readonly exercise: boolean;
};

/** 规则授权: what a rule may do by itself, and who signed for that. */
export type RulePolicy = {
  readonly acts: readonly ('file' | 'dispatch')[];
  readonly minRank: number;
  readonly minorClass: string;
  readonly signedBy: UserId;
};

/** The doors of other rooms that cases knock at; wired in compose. */
export type CaseNeighbours = {
  readonly people: {
    unit(id: OrganisationId): Promise<Unit | undefined>;
    userName(id: string): Promise<string | undefined>;
  };
  readonly jurisdictions: {
    path(code: string): readonly string[] | undefined;
    name(code: string): Words | undefined;
    deepestAt(lon: number, lat: number): string | undefined;
  };
  readonly alerting: {
    alert(id: string): Promise<AlertFacts | undefined>;
    /** True when each is cleared, with data: unknown is not clear. */
    allClear(ids: readonly string[]): Promise<boolean>;
    policyFor(ruleId: string, at: Instant): Promise<RulePolicy | undefined>;
    /** Writes at the alert which case it led to, in the case's transaction. */
    linkCase(alertId: string, caseId: string, work: Work): Promise<void>;
  };
  readonly linkage: {
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
        readonly deadline?: Instant;
        readonly body: JsonObject;
      },
    ): Promise<unknown>;
    onVerb(verb: EnvelopeVerb, objectKind: string, handle: (envelope: Envelope, work: Work) => Promise<void>): void;
    onDelivered(handle: (envelope: Envelope, work: Work) => Promise<void>): void;
    onRefused(handle: (envelope: Envelope, code: string, work: Work) => Promise<void>): void;
  };
};

/** Somebody at another node, as his node names him. */
export type RemoteDoer = { readonly actor: Actor; readonly node: string };
