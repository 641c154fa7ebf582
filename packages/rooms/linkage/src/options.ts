import type { Database } from '@liandong/platform';
import type { NodeId, Words } from '@liandong/words';
import type { Exchange } from './link-client.ts';
import type { ListenOptions } from './link-server.ts';
import type { LinkLog } from './log.ts';
import type { AuditHead } from './peer-anchors.ts';
import type { PeerConfig } from './peer-book.ts';
import type { LinkTiming } from './timing.ts';

export type LinkageOptions = {
  /** Its clock is the node's: the machine clock drives the link, the city clock is only told. */
  readonly database: Database;
  readonly log: LinkLog;
  readonly node: NodeId;
  readonly nodeName: Words;
  /** Made once at the node's first start and kept; tells two installations with one name apart. */
  readonly instanceId: string;
  /** Folder with this node's certificate, see `ensureNodeCertificate`. */
  readonly directory: string;
  readonly peers: readonly PeerConfig[];
  /** Where subordinates dial in; a node without subordinates may do without. */
  readonly listen?: ListenOptions;
  /** Head of this node's audit chain. */
  readonly eventHead: () => AuditHead;
  /** Called when the certificate is near its end; is to put a new one into `directory`. */
  readonly renewCertificate?: () => Promise<unknown>;
  readonly timing?: Partial<LinkTiming>;
  /** Stands between this node and the net in tests: loses, doubles, mixes up. */
  readonly faults?: (exchange: Exchange) => Exchange;
};
