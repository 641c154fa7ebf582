import type { Words } from '@liandong/words';

/** What the ground under the map is made of: enough to make it again in another thread. */
export type GroundOrder =
  | { readonly kind: 'sample'; readonly seed: number; readonly size: number; readonly fingerprint: string }
  | {
      readonly kind: 'osm';
      readonly file: string;
      readonly id: string;
      readonly name: Words;
    }
  | {
      readonly kind: 'elevation';
      readonly file: string;
      /** Tells the place of an .hgt file. */
      readonly fileName: string;
      readonly id: string;
      readonly name: Words;
      readonly attribution: string;
    };
