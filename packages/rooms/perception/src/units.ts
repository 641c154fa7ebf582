/** A unit by its UCUM code: base value = value × factor + offset, comparable within one dimension. */
type Unit = { readonly dimension: string; readonly factor: number; readonly offset?: number };

// Factors are exact by definition (international inch, foot; BIPM SI brochure 9th ed.; UCUM 2.2).
const units: Readonly<Record<string, Unit>> = {
  mm: { dimension: 'length', factor: 0.001 },
  cm: { dimension: 'length', factor: 0.01 },
  m: { dimension: 'length', factor: 1 },
  km: { dimension: 'length', factor: 1000 },
  '[in_i]': { dimension: 'length', factor: 0.0254 },
  '[ft_i]': { dimension: 'length', factor: 0.3048 },
  Cel: { dimension: 'temperature', factor: 1, offset: 273.15 },
  K: { dimension: 'temperature', factor: 1 },
  '[degF]': { dimension: 'temperature', factor: 5 / 9, offset: 273.15 - 160 / 9 },
  Pa: { dimension: 'pressure', factor: 1 },
  hPa: { dimension: 'pressure', factor: 100 },
  kPa: { dimension: 'pressure', factor: 1000 },
  MPa: { dimension: 'pressure', factor: 1e6 },
  bar: { dimension: 'pressure', factor: 1e5 },
  'm[H2O]': { dimension: 'pressure', factor: 9806.65 },
  'm/s': { dimension: 'speed', factor: 1 },
  'km/h': { dimension: 'speed', factor: 1 / 3.6 },
  'mm/h': { dimension: 'speed', factor: 0.001 / 3600 },
  'mm/min': { dimension: 'speed', factor: 0.001 / 60 },
  '[in_i]/h': { dimension: 'speed', factor: 0.0254 / 3600 },
  'm3/s': { dimension: 'flow', factor: 1 },
  'm3/h': { dimension: 'flow', factor: 1 / 3600 },
  'L/s': { dimension: 'flow', factor: 0.001 },
  'L/min': { dimension: 'flow', factor: 0.001 / 60 },
  '1': { dimension: 'fraction', factor: 1 },
  '%': { dimension: 'fraction', factor: 0.01 },
  mV: { dimension: 'voltage', factor: 0.001 },
  V: { dimension: 'voltage', factor: 1 },
  mA: { dimension: 'current', factor: 0.001 },
  A: { dimension: 'current', factor: 1 },
  W: { dimension: 'power', factor: 1 },
  kW: { dimension: 'power', factor: 1000 },
  'mg/m3': { dimension: 'concentration', factor: 1000 },
  'ug/m3': { dimension: 'concentration', factor: 1 },
};

const byCode = new Map(Object.entries(units));

/** Converts a value between UCUM codes; undefined when a code is unknown or the dimensions differ. */
export const convertUnit = (value: number, from: string, to: string): number | undefined => {
  if (from === to) return value;
  const source = byCode.get(from);
  const target = byCode.get(to);
  if (source === undefined || target === undefined || source.dimension !== target.dimension) return undefined;
  const base = value * source.factor + (source.offset ?? 0);
  // Twelve digits: 4 in are 10.16 cm, not 10.159999999999998.
  return Number(((base - (target.offset ?? 0)) / target.factor).toPrecision(12));
};
