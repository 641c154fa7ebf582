import { citySpeed, useCityNow, useFormat, useSay } from '@liandong/console-kit';
import { useLive } from '../api/live.ts';
import { useNode } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

/** 城市时钟: city time, and plainly so when it is a replay. */
export const CityClock = () => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const now = useCityNow();
  const { data: node } = useNode();
  if (node === undefined) return null;
  const speed = citySpeed();
  const replay = node.clock.mode === 'replay' || speed !== 1;
  return (
    <div className="clock" role="timer" aria-label={t('clock.label')}>
      <time className="clock-time" dateTime={new Date(now).toISOString()}>
        {format.seconds(now)}
      </time>
      <span className="clock-day">{format.day(now)}</span>
      {replay && (
        <span className="stamp">
          {speed === 0 ? t('clock.stepped') : t('clock.replay', { speed: format.number(speed) })}
        </span>
      )}
      {node.generated && (
        <span className="stamp" title={t('node.generatedWhy')}>
          {t('node.generated')}
        </span>
      )}
      {node.demonstration && <span className="stamp">{t('node.demonstration')}</span>}
      <span className="visually-hidden">{say(node.name)}</span>
    </div>
  );
};

/** Whether what is on screen is live, and since when it is not. */
export const LiveMark = () => {
  const t = useT();
  const format = useFormat();
  const { live, ever, since } = useLive();
  const text = live ? t('live.live') : ever ? t('live.lost', { time: format.seconds(since) }) : t('live.connecting');
  return (
    <output className="live" data-live={live}>
      <span className="live-dot" />
      {text}
    </output>
  );
};
