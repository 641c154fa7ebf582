import { heads } from './codes.ts';

/** A message between its arrival and its acknowledgement. */
export type Pending = {
  readonly qos: number;
  readonly packetId: number;
  readonly topic: string;
  readonly payload: Buffer;
  durable: boolean;
};

/** Acknowledges in the order of arrival, each message only when it is durable; one write for many. Hot path. */
export type Acknowledgements = {
  push(pending: Pending): void;
  /** A message has become durable: writes what may be written now, at the end of the present turn. */
  settle(pending: Pending): void;
  /** Adds a packet of head and id to the next write, e.g. PUBCOMP. */
  write(head: number, packetId: number): void;
  /** The client is gone: nobody waits for what is left. */
  forget(): void;
  readonly count: () => number;
  readonly bytes: () => number;
};

const packetBytes = 4;

/** What waits at all connections of a listener together. */
export type Load = { messages: number; bytes: number };

export const createAcknowledgements = (
  send: (bytes: Buffer) => void,
  onShorter: () => void,
  load: Load,
): Acknowledgements => {
  let waiting: Pending[] = [];
  // Places before this one are acknowledged; the list is cut now and then, not for each message.
  let first = 0;
  let waitingBytes = 0;
  let out = Buffer.allocUnsafe(1024);
  let written = 0;
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    if (written > 0) send(Buffer.from(out.subarray(0, written)));
    written = 0;
    if (first > 1024 || first === waiting.length) {
      waiting = waiting.slice(first);
      first = 0;
    }
    onShorter();
  };

  /** Runs when all promises of this commit have settled. */
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    process.nextTick(flush);
  };

  const write = (head: number, packetId: number): void => {
    if (written + packetBytes > out.length) out = Buffer.concat([out], out.length * 2);
    out[written] = head;
    out[written + 1] = 2;
    out.writeUInt16BE(packetId, written + 2);
    written += packetBytes;
    schedule();
  };

  return {
    push: (pending) => {
      waiting.push(pending);
      waitingBytes += pending.payload.length;
      load.messages += 1;
      load.bytes += pending.payload.length;
    },
    settle: (pending) => {
      pending.durable = true;
      for (let head = waiting[first]; head?.durable === true; head = waiting[first]) {
        first += 1;
        waitingBytes -= head.payload.length;
        load.messages -= 1;
        load.bytes -= head.payload.length;
        if (head.qos > 0) write(head.qos === 1 ? heads.puback : heads.pubrec, head.packetId);
      }
      schedule();
    },
    write,
    forget: () => {
      load.messages -= waiting.length - first;
      load.bytes -= waitingBytes;
      waiting = [];
      first = 0;
      waitingBytes = 0;
    },
    count: () => waiting.length - first,
    bytes: () => waitingBytes,
  };
};
