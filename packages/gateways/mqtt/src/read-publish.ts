import { readLength } from './framer.ts';

/** A PUBLISH as far as a sink of telemetry needs it. */
export type Publish = {
  readonly topic: string;
  readonly qos: number;
  /** 0 for QoS 0. */
  readonly packetId: number;
  readonly payload: Buffer;
};

/** Topic aliases are not offered (Topic Alias Maximum is absent), so a client that uses one breaks the protocol. */
const topicAlias = 0x23;
/** Bytes of the properties that a PUBLISH may have and that have a fixed size: format, expiry. */
const fixedBytes: Readonly<Record<number, number>> = { 1: 1, 2: 4 };

/**
 * Reads a PUBLISH in place (MQTT 3.1.1 §3.3, MQTT 5 §3.3). Hot path.
 * @returns undefined when it is malformed
 */
export const readPublish = (
  bytes: Buffer,
  start: number,
  body: number,
  end: number,
  version: number,
): Publish | undefined => {
  const qos = ((bytes[start] ?? 0) >> 1) & 3;
  if (qos === 3 || body + 2 > end) return undefined;
  const topicEnd = body + 2 + bytes.readUInt16BE(body);
  const idEnd = qos === 0 ? topicEnd : topicEnd + 2;
  if (idEnd > end || topicEnd === body + 2) return undefined;
  const packetId = qos === 0 ? 0 : bytes.readUInt16BE(topicEnd);
  if (qos > 0 && packetId === 0) return undefined;
  const topic = bytes.toString('utf8', body + 2, topicEnd);
  if (/[#+\0]/.test(topic)) return undefined;
  const payloadStart = version === 5 ? skipProperties(bytes, idEnd, end) : idEnd;
  return payloadStart === undefined ? undefined : { topic, qos, packetId, payload: bytes.subarray(payloadStart, end) };
};

const skipProperties = (bytes: Buffer, from: number, end: number): number | undefined => {
  const { length, body } = readLength(bytes, from);
  const stop = body + length;
  if (length < 0 || stop > end) return undefined;
  return length === 0 || areKnown(bytes, body, stop) ? stop : undefined;
};

/** Walks over the properties: their contents are of no interest here, but they must be whole. */
const areKnown = (bytes: Buffer, from: number, stop: number): boolean => {
  let at = from;
  while (at < stop) {
    const id = bytes[at] ?? 0;
    const next = id === topicAlias ? undefined : behindProperty(bytes, id, at + 1, stop);
    if (next === undefined || next > stop) return false;
    at = next;
  }
  return true;
};

const behindProperty = (bytes: Buffer, id: number, at: number, stop: number): number | undefined => {
  const fixed = fixedBytes[id];
  if (fixed !== undefined) return at + fixed;
  // Content type, response topic, correlation data: one string; user property: two.
  if (id === 0x03 || id === 0x08 || id === 0x09) return behindString(bytes, at, stop);
  if (id !== 0x26) return undefined;
  const key = behindString(bytes, at, stop);
  return key === undefined ? undefined : behindString(bytes, key, stop);
};

const behindString = (bytes: Buffer, at: number, stop: number): number | undefined =>
  at + 2 > stop ? undefined : at + 2 + bytes.readUInt16BE(at);
