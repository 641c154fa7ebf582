import { isUtf8 } from 'node:buffer';
import { parseIso } from '@liandong/words';
import type { DeadLetterCode } from '../refusals.ts';
import type { LiveStream, LiveTerminal } from '../terminal.ts';
import { convertUnit } from '../units.ts';

/** Takes what a message holds; nothing here throws for what a device sent. */
export type MessageSink = {
  reading(stream: LiveStream, at: number, value: number): void;
  heartbeat(terminal: LiveTerminal, at: number): void;
  /** A value, or the whole message, that cannot be taken. */
  refuse(code: DeadLetterCode, reason: string): void;
  /** Looks a terminal up by the code a gateway gave; refuses and gives undefined when there is none for it. */
  terminalOf(code: string): LiveTerminal | undefined;
};

/** City time and the instants between which readings are taken, in epoch ms. */
export type TimeWindow = { readonly now: number; readonly oldest: number; readonly newest: number };

type JsonBag = Record<string, unknown>;

/** Device form: `{key: value}`, `{ts, values}` or a list of both; without values it is a sign of life. Hot path. */
export const readDeviceMessage = (bytes: Buffer, terminal: LiveTerminal, window: TimeWindow, sink: MessageSink) => {
  const json = parseJson(bytes, sink);
  if (json !== undefined) readItems(json, terminal, window, sink);
};

/** Gateway form: `{terminal code: items in device form}`. Hot path. */
export const readGatewayMessage = (bytes: Buffer, window: TimeWindow, sink: MessageSink): void => {
  const json = parseJson(bytes, sink);
  if (json === undefined) return;
  if (!isBag(json)) {
    sink.refuse('perception.malformed', 'a gateway sends an object of terminal codes');
    return;
  }
  for (const code in json) {
    const terminal = sink.terminalOf(code);
    if (terminal !== undefined) readItems(json[code], terminal, window, sink);
  }
};

const isBag = (json: unknown): json is JsonBag => typeof json === 'object' && json !== null && !Array.isArray(json);

const parseJson = (bytes: Buffer, sink: MessageSink): unknown => {
  if (!isUtf8(bytes)) {
    sink.refuse('perception.broken-text', 'not UTF-8');
    return undefined;
  }
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    return parseLenient(text, sink, error instanceof Error ? error.message : 'not JSON');
  }
};

/** A string, or one of the words that some languages write for numbers that JSON does not have. */
const stringOrWord = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity|nan|inf)\b/g;

/** One bare NaN must not cost the good values beside it: it becomes null here and a dead letter later. */
const parseLenient = (text: string, sink: MessageSink, reason: string): unknown => {
  try {
    const plain = text.codePointAt(0) === 0xfeff ? text.slice(1) : text;
    return JSON.parse(plain.replaceAll(stringOrWord, (part) => (part.startsWith('"') ? part : 'null')));
  } catch {
    sink.refuse('perception.malformed', reason);
    return undefined;
  }
};

const readItems = (json: unknown, terminal: LiveTerminal, window: TimeWindow, sink: MessageSink): void => {
  if (!Array.isArray(json)) {
    readItem(json, terminal, window, sink);
    return;
  }
  for (let index = 0; index < json.length; index += 1) readItem(json[index], terminal, window, sink);
};

const readItem = (item: unknown, terminal: LiveTerminal, window: TimeWindow, sink: MessageSink): void => {
  if (!isBag(item)) {
    sink.refuse('perception.malformed', `an item is ${item === null ? 'null' : typeof item}`);
    return;
  }
  const { ts, values } = item;
  if (ts === undefined && !isBag(values)) {
    readValues(item, terminal, undefined, window, sink);
    return;
  }
  if (!isBag(values)) {
    sink.refuse('perception.malformed', 'ts without an object of values');
    return;
  }
  const at = ts === undefined ? undefined : readTime(ts);
  if (Number.isNaN(at)) sink.refuse('perception.bad-time', shorten(ts));
  else if (at !== undefined && at > window.newest) sink.refuse('perception.future', shorten(ts));
  else if (at !== undefined && at < window.oldest) sink.refuse('perception.far-past', shorten(ts));
  else readValues(values, terminal, at, window, sink);
};

/** Epoch ms, or NaN. */
const readTime = (ts: unknown): number => {
  if (typeof ts === 'number') return Number.isFinite(ts) ? Math.trunc(ts) : Number.NaN;
  return typeof ts === 'string' ? (parseIso(ts) ?? Number.NaN) : Number.NaN;
};

/** @param at undefined: the device gave no time, so it is now */
const readValues = (
  values: JsonBag,
  terminal: LiveTerminal,
  at: number | undefined,
  window: TimeWindow,
  sink: MessageSink,
): void => {
  const { model, streams } = terminal;
  let empty = true;
  for (const key in values) {
    empty = false;
    const target = model.keys.get(key);
    const stream = target === undefined ? undefined : streams[target.index];
    if (target === undefined || stream === undefined) {
      sink.refuse('perception.unknown-characteristic', shorten(key));
      continue;
    }
    const value = readValue(values[key], key, stream, sink) * target.factor;
    if (Number.isFinite(value)) sink.reading(stream, at ?? stamp(stream, window.now), value);
    else if (!Number.isNaN(value)) sink.refuse('perception.not-a-number', `${shorten(key)}: too large`);
  }
  if (empty) sink.heartbeat(terminal, at ?? window.now);
};

/** The value in the unit of the stream, or NaN when it was refused. */
const readValue = (raw: unknown, key: string, stream: LiveStream, sink: MessageSink): number => {
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
  if (!isBag(raw)) {
    sink.refuse('perception.not-a-number', `${shorten(key)}: ${shorten(raw)}`);
    return Number.NaN;
  }
  const { value, unit } = raw;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    sink.refuse('perception.not-a-number', `${shorten(key)}: ${shorten(value)}`);
    return Number.NaN;
  }
  if (unit === undefined) return value;
  const converted = typeof unit === 'string' ? toUnitOf(stream, value, unit) : Number.NaN;
  if (Number.isFinite(converted)) return converted;
  sink.refuse('perception.unknown-unit', `${shorten(key)}: ${shorten(unit)}`);
  return Number.NaN;
};

const toUnitOf = (stream: LiveStream, value: number, unit: string): number => {
  const alias = stream.characteristic.aliases?.find((one) => one.key === unit);
  return alias === undefined
    ? (convertUnit(value, unit, stream.characteristic.unit) ?? Number.NaN)
    : value * alias.factor;
};

/** Values without a time that come within one millisecond are still two readings: the second gets the next one. */
const stamp = (stream: LiveStream, now: number): number => {
  const isCrowded = stream.stampedAt >= now && stream.stampedAt - now < 1000;
  stream.stampedAt = isCrowded ? stream.stampedAt + 1 : now;
  return stream.stampedAt;
};

const shorten = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};
