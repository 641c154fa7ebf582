import { useSyncExternalStore } from 'react';

/** Whether the command bar is open, and with what it begins; undefined while it is closed. */
type Opened = { readonly text: string } | undefined;

let opened: Opened;
const listeners = new Set<() => void>();

const tell = (next: Opened): void => {
  opened = next;
  for (const listener of listeners) listener();
};

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const openCommandBar = (text = ''): void => tell({ text });
export const closeCommandBar = (): void => tell(undefined);
export const useCommandBar = (): Opened => useSyncExternalStore(listen, () => opened);
