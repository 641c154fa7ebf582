import { lazy, Suspense } from 'react';
import { Icon } from '../shell/icons.tsx';
import { useT } from '../words/use-t.ts';
import { openCommandBar, useCommandBar } from './command-store.ts';
import { useCommandKey } from './use-command-key.ts';

const CommandBar = lazy(() => import('./command-bar.tsx').then((module) => ({ default: module.CommandBar })));

/** The command bar's button, and the bar itself while it is open. */
export const CommandButton = () => {
  const t = useT();
  const opened = useCommandBar();
  useCommandKey();
  return (
    <>
      <button type="button" className="command-button" onClick={() => openCommandBar()} data-testid="command">
        <Icon name="search" size={15} />
        <span>{t('command.button')}</span>
        <kbd>/</kbd>
      </button>
      {opened !== undefined && (
        <Suspense fallback={null}>
          <CommandBar begin={opened.text} />
        </Suspense>
      )}
    </>
  );
};
