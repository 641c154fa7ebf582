import { useSyncExternalStore } from 'react';

/** A receipt, or why an order was refused. */
export type Toast = { readonly id: number; readonly kind: 'done' | 'refused'; readonly text: string };

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

const change = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

const takeAway = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

/** Shows a short text; receipts go after 4 s, refusals stay for 12 s or until closed. */
export const notify = (kind: Toast['kind'], text: string): void => {
  count += 1;
  const id = count;
  change([...toasts.slice(-2), { id, kind, text }]);
  setTimeout(() => takeAway(id), kind === 'done' ? 4000 : 12_000);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where receipts and refusals appear; screen readers hear them. */
export const Toasts = ({ closeLabel }: { readonly closeLabel: string }) => {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="ld-toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className="ld-toast" data-kind={toast.kind} data-testid={`toast-${toast.kind}`}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={toast.kind === 'done' ? 'M3 8.5 6.5 12 13 4.5' : 'M8 3v6.5M8 12v1'} />
          </svg>
          <span>{toast.text}</span>
          <button type="button" aria-label={closeLabel} onClick={() => takeAway(toast.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
};
