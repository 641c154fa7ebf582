import { type RefObject, useEffect } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);

const rowsOf = (list: HTMLElement | null): HTMLButtonElement[] => [
  ...(list?.querySelectorAll<HTMLButtonElement>('button[data-row]') ?? []),
];

const move = (list: HTMLElement | null, step: 1 | -1): void => {
  const rows = rowsOf(list);
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  const current = at >= 0 ? at : rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step));
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
};

type Keys = {
  readonly list: RefObject<HTMLElement | null>;
  readonly filter: RefObject<{ readonly focus: () => void } | null>;
  readonly onEscape: () => void;
};

/** Keyboard first: j/k or arrows move, Enter opens (the row is a button), Esc closes, / filters. */
export const useQueueKeys = ({ list, filter, onEscape }: Keys): void => {
  useEffect(() => {
    const act = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null) return;
      if (event.key === 'Escape') {
        if (isTyping(event.target)) (event.target as HTMLElement).blur();
        else onEscape();
        return;
      }
      if (isTyping(event.target)) return;
      const inList = list.current?.contains(document.activeElement) === true;
      if (event.key === 'j' || (event.key === 'ArrowDown' && inList)) move(list.current, 1);
      else if (event.key === 'k' || (event.key === 'ArrowUp' && inList)) move(list.current, -1);
      else if (event.key === '/') filter.current?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [list, filter, onEscape]);
};
