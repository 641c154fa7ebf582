import type { SampleReading } from '@liandong/sample-city';

/** `{code: [{ts, values}, …]}` as gateways send it. */
export const gatewayBody = (readings: readonly SampleReading[]): string => {
  const byCode = Map.groupBy(readings, ({ terminalCode }) => terminalCode);
  const members = [...byCode].map(
    ([code, some]) => `${JSON.stringify(code)}:${JSON.stringify(some.map(({ at, values }) => ({ ts: at, values })))}`,
  );
  return `{${members.join(',')}}`;
};
