import type { Characteristic, TerminalType } from '@liandong/contract';
import { refuse } from '@liandong/words';

/** Where a key that devices send leads: place of the characteristic in the model, factor to its unit. */
export type KeyTarget = { readonly index: number; readonly factor: number };

/** A thing model, prepared for the hot path. */
export type TerminalModel = {
  readonly type: TerminalType;
  readonly characteristics: readonly Characteristic[];
  readonly keys: ReadonlyMap<string, KeyTarget>;
};

/** @throws Refusal `perception.bad-type` when a key is there twice, a range is empty or a factor is no number */
export const compileModel = (type: TerminalType): TerminalModel => {
  const characteristics = type.services.flatMap((service) => service.characteristics);
  const keys = new Map<string, KeyTarget>();
  const add = (key: string, target: KeyTarget): void => {
    if (keys.has(key)) throw badType(type, `key "${key}" is there twice`);
    keys.set(key, target);
  };
  characteristics.forEach((characteristic, index) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = characteristic;
    if (!(min < max)) throw badType(type, `range of "${characteristic.code}" is empty`);
    add(characteristic.code, { index, factor: 1 });
    for (const { key, factor } of characteristic.aliases ?? []) {
      if (!Number.isFinite(factor) || factor === 0) throw badType(type, `factor of "${key}" is no number but 0`);
      add(key, { index, factor });
    }
  });
  if (characteristics.length === 0) throw badType(type, 'it has no characteristic');
  return { type, characteristics, keys };
};

const badType = (type: TerminalType, reason: string): Error =>
  refuse('perception.bad-type', { typeCode: type.code, reason });
