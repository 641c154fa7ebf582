import { createHash } from 'node:crypto';

type Named = {
  readonly kind: string;
  readonly name: string;
  readonly address?: string | undefined;
  /** In the source's own datum, so that a file that was told another datum changes its assets instead of doubling them. */
  readonly lon: number;
  readonly lat: number;
};

/** About a metre: one source writes the same place the same way. */
const decimals = 5;

/**
 * A code for an asset whose source gives none: the same for the same kind, name, address and place, and another one for
 * a thing of the same name somewhere else.
 */
export const assetCodeOf = ({ kind, name, address, lon, lat }: Named): string => {
  const said = [kind, name, address ?? '', lon.toFixed(decimals), lat.toFixed(decimals)].map((one) =>
    one.normalize('NFKC'),
  );
  return `${kind}-${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 14)}`;
};
