// The same readings for the whole path and for the baseline, made by rule and not by chance.

export const gatewayToken = 'bench-token-of-the-gateway';
export const terminalCode = (terminal: number): string => `B${String(terminal).padStart(5, '0')}`;
export const terminalToken = (terminal: number): string => `bench-token-of-${terminalCode(terminal)}`;

/** All times lie within one UTC day, yesterday, so that there is one partition. */
export const firstInstant = (): number => {
  const day = 86_400_000;
  return Math.floor(Date.now() / day) * day - day + 3_600_000;
};

/**
 * Depth in centimetres: nearly all streets are dry, some wet, and one terminal in a hundred has a wave of water that
 * passes the warn level, so that the rule works as it does in a bad night.
 */
export const depthCm = (terminal: number, step: number): number => {
  if (terminal % 100 !== 7) return ((terminal * 31 + step * 7) % 40) / 10;
  const phase = (step % 120) / 120;
  return Math.round(Math.sin(phase * Math.PI) * 250) / 10;
};

export type Rows = {
  readonly count: number;
  terminal(row: number): number;
  at(row: number): number;
  value(row: number): number;
};

/** Step after step, in each step all terminals of a part, in order. */
export const rowsOf = (from: number, to: number, firstStep: number, steps: number, start: number): Rows => {
  const width = to - from;
  return {
    count: width * steps,
    terminal: (row) => from + (row % width),
    at: (row) => start + (firstStep + Math.floor(row / width)) * 1000,
    value: (row) => depthCm(from + (row % width), firstStep + Math.floor(row / width)),
  };
};
