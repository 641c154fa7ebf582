import { type RefObject, useEffect } from 'react';

const isTyping = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);

const rowsOf = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('button[data-row]') ?? []),
];

const move = (list: HTMLElement | null, step: number): void => {
  const rows = rowsOf(list);
  const at = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1;
  const current = at >= 0 ? at : rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = rows[current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};

/** j and k work everywhere, the arrows while a row has the focus. */
const stepOf = (key: string, inList: boolean): number => {
  if (key === 'j' || (inList && key === 'ArrowDown')) return 1;
  return key === 'k' || (inList && key === 'ArrowUp') ? -1 : 0;
};

/** Keys of the browser, and everything while a dialog is open. */
const isOthers = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[role=dialog]') !== null;

const hasFocus = (list: HTMLElement | null): boolean => list?.contains(document.activeElement) === true;

type Keys = {
  readonly list: RefObject<HTMLElement | null>;
  readonly filter: RefObject<HTMLElement | null>;
  readonly onEscape: () => void;
};

/** Keyboard first: j/k or arrows move, Enter opens (a row is a button), Esc closes, f filters. */
export const useQueueKeys = ({ list, filter, onEscape }: Keys): void => {
  useEffect(() => {
    const travel = (key: string): boolean => {
      const step = stepOf(key, hasFocus(list.current));
      if (step !== 0) move(list.current, step);
      else if (key === 'f') filter.current?.focus();
      return step !== 0 || key === 'f';
    };
    const act = (event: KeyboardEvent): void => {
      if (isOthers(event)) return;
      if (event.key === 'Escape' && isTyping(event.target)) event.target.blur();
      else if (event.key === 'Escape') onEscape();
      else if (!isTyping(event.target) && travel(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [list, filter, onEscape]);
};
