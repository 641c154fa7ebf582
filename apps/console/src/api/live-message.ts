import type { LiveFrame } from '@liandong/contract';

/** What the worker that holds the live channel tells the page. */
export type LiveMessage =
  | { readonly kind: 'frame'; readonly frame: LiveFrame }
  /** Something may have been missed: ask for everything again. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'state'; readonly live: boolean };
