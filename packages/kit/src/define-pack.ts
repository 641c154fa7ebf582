import type { Words } from '@liandong/words';
import type { PackServices } from './pack-services.ts';

/** One scenario (场景包): any pack may be left out and the core still runs. */
export type Pack = {
  /** kebab-case, unique. */
  readonly id: string;
  readonly name: Words;
  /** True when what it brings is generated and no record of a real place. */
  readonly generated?: boolean;
  /** Profile folders whose tiers, terminal types, rules and class table it is made for. */
  readonly profiles?: readonly string[];
  /** Puts this node's share of the pack's data in place; may be called at every start and doubles nothing. */
  seed?(services: PackServices): Promise<void>;
};

/** The only door for a pack on the server: checks the pack and gives it back with its literal types. */
export const definePack = <const P extends Pack>(pack: P): P => {
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(pack.id)) throw new Error(`pack id ${JSON.stringify(pack.id)} is not kebab-case`);
  return pack;
};
