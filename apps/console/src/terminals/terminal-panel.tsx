import { useSay } from '@liandong/console-kit';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTerminal } from '../api/queries.ts';
import { Asked } from '../shell/asked.tsx';
import { CloseButton } from '../shell/close-button.tsx';
import { Icon } from '../shell/icons.tsx';
import { useT } from '../words/use-t.ts';
import { LatestValues, TerminalFacts } from './terminal-body.tsx';

const TerminalChart = lazy(() => import('./terminal-chart.tsx').then((module) => ({ default: module.TerminalChart })));

/** 感知终端 beside the map. */
export const TerminalPanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const t = useT();
  const say = useSay();
  const asked = useTerminal(id);
  return (
    <Asked asked={asked}>
      {(terminal) => (
        <article className="panel" data-testid="terminal" data-id={terminal.id}>
          <header className="panel-head">
            <div className="panel-kicker">
              <span className="quiet">{say(terminal.typeName)}</span>
              <span className="panel-tools">
                <Link
                  to="/terminals/$id"
                  params={{ id }}
                  className="tool"
                  aria-label={t('case.open')}
                  title={t('case.open')}
                >
                  <Icon name="expand" size={17} />
                </Link>
                <CloseButton onClose={onClose} />
              </span>
            </div>
            <h2>{terminal.name}</h2>
          </header>
          <LatestValues terminal={terminal} />
          <h3>{t('terminal.history')}</h3>
          <Suspense fallback={null}>
            <TerminalChart terminalId={id} height={190} />
          </Suspense>
          <TerminalFacts terminal={terminal} />
        </article>
      )}
    </Asked>
  );
};
