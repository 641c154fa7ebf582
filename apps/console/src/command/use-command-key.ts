import { useEffect } from 'react';
import { openCommandBar } from './command-store.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);

/** `/` opens the command bar from anywhere where nothing is being typed; Ctrl+K from everywhere. */
export const useCommandKey = (): void => {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const isSlash = event.key === '/' && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if ((!isSlash && !isCtrlK) || document.querySelector('[role=dialog]') !== null) return;
      event.preventDefault();
      openCommandBar();
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);
};
