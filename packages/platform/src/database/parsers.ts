import { types } from 'pg';

const toSafeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} does not fit a JavaScript number`);
  return value;
};

/**
 * How columns arrive: timestamptz as epoch milliseconds (microseconds are cut off), int8 as a safe integer, numeric as
 * a number, date as its text. Set once for the process; `pg` would give strings and Date objects otherwise.
 */
export const useHouseParsers = (): void => {
  types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) =>
    Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
  );
  types.setTypeParser(types.builtins.INT8, toSafeInteger);
  types.setTypeParser(types.builtins.NUMERIC, Number);
  types.setTypeParser(types.builtins.DATE, (text) => text);
};
