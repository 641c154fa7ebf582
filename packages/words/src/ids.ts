import type { Brand } from './brand.ts';

/** 平台节点: the short name of one installation, unique in a federation, e.g. `city`. */
export type NodeId = Brand<string, 'NodeId'>;
/** 案件 */
export type CaseId = Brand<string, 'CaseId'>;
/** 告警 */
export type AlertId = Brand<string, 'AlertId'>;
/** 告警规则 */
export type AlertRuleId = Brand<string, 'AlertRuleId'>;
/** 感知终端 */
export type TerminalId = Brand<string, 'TerminalId'>;
/** A series of readings of one characteristic of one terminal; a small integer, local to its node. */
export type DatastreamId = Brand<number, 'DatastreamId'>;
/** 用户 */
export type UserId = Brand<string, 'UserId'>;
/** 组织机构 */
export type OrganisationId = Brand<string, 'OrganisationId'>;
/** 岗位 */
export type PostId = Brand<string, 'PostId'>;
/** 行政区划代码 */
export type JurisdictionCode = Brand<string, 'JurisdictionCode'>;
/** Identifies one message between nodes for ever. */
export type EnvelopeId = Brand<string, 'EnvelopeId'>;
/** Identifies one fact of the event log. */
export type FactId = Brand<string, 'FactId'>;

/** Brands a string that the caller has just checked or just made. */
export const brandId = <Id extends Brand<string, string>>(text: string): Id => text as Id;

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/**
 * Makes a UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits.
 * @param epochMs machine time in milliseconds since 1970-01-01T00:00Z
 */
export const newId = <Id extends Brand<string, string>>(epochMs: number = Date.now()): Id => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(epochMs / 2 ** 32));
  view.setUint32(2, epochMs >>> 0);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const text = Array.from(bytes, hex).join('');
  return brandId<Id>(
    `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`,
  );
};
