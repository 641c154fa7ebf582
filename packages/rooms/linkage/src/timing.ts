/** Times of the link itself, in milliseconds of the machine clock; tests make them short. */
export type LinkTiming = {
  /** How long the superior may hold a question that it has nothing for; also the heart-beat. At most 15 s. */
  readonly pollMs: number;
  /** A link without an acknowledged exchange for this long is not connected. */
  readonly connectedMs: number;
  readonly backOffMinMs: number;
  readonly backOffMaxMs: number;
  /** Longest wait while the peer answers, but with a refusal: it is there, it needs no sparing. */
  readonly refusedMaxMs: number;
  /** What an exchange may take beyond the time it is held. */
  readonly answerMs: number;
  /** First wait before an envelope is tried again after a defect; doubled each time. */
  readonly retryMs: number;
  /** How often the state of the links is looked at. */
  readonly watchMs: number;
};

export const usualTiming: LinkTiming = {
  pollMs: 4_000,
  connectedMs: 10_000,
  backOffMinMs: 250,
  backOffMaxMs: 60_000,
  refusedMaxMs: 5_000,
  answerMs: 15_000,
  retryMs: 50,
  watchMs: 1_000,
};
