import { Age, LampRing, LevelMark, Timeline, useCityNow, useFormat, useSay } from '@liandong/console-kit';
import type { CaseView } from '@liandong/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAlerts, useCase, useLinks } from '../api/queries.ts';
import { useNodeName } from '../api/use-node-name.ts';
import { ChildMark, LimitText } from '../desk/case-row.tsx';
import { clockNow } from '../desk/lamp.ts';
import { Asked } from '../shell/asked.tsx';
import { CloseButton } from '../shell/close-button.tsx';
import { Icon } from '../shell/icons.tsx';
import { type TextKey, useT } from '../words/use-t.ts';
import { CaseActs } from './case-acts.tsx';
import { LinkedAlerts } from './linked-alerts.tsx';
import { useTimelineEntries } from './timeline-entries.ts';

const Clock = ({ one }: { readonly one: CaseView }) => {
  const t = useT();
  const format = useFormat();
  const now = useCityNow();
  const clock = one.clock === undefined ? undefined : clockNow(one.clock, now);
  return (
    <div className="case-clock">
      <LampRing
        size={72}
        elapsedMs={now - Date.parse(one.progressAt)}
        usedShare={clock?.usedShare}
        lamp={clock?.lamp}
      />
      <div>
        <div className="case-clock-main">
          {one.clock === undefined ? t('case.noClock') : <LimitText clock={one.clock} />}
        </div>
        <div className="quiet">
          {t('case.sinceProgress')} {format.duration(now - Date.parse(one.progressAt))}
        </div>
        {one.clock !== undefined && (
          <div className="quiet">
            {t('case.due')} <time dateTime={one.clock.dueAt}>{format.dateTime(one.clock.dueAt)}</time>
          </div>
        )}
      </div>
    </div>
  );
};

const Fact = ({ name, children }: { readonly name: TextKey; readonly children: ReactNode }) => {
  const t = useT();
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
};

const Facts = ({ one }: { readonly one: CaseView }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  return (
    <dl className="facts">
      <Fact name="case.holder">{say(one.holder)}</Fact>
      {one.unit !== undefined && <Fact name="case.unit">{say(one.unit.name)}</Fact>}
      <Fact name="case.class">{say(one.className)}</Fact>
      <Fact name="case.place">
        {one.place.address ?? say(one.jurisdictionName)}
        {one.place.address !== undefined && <span className="quiet"> {say(one.jurisdictionName)}</span>}
      </Fact>
      <Fact name="case.source">{t(`case.source.${one.source}`)}</Fact>
      <Fact name="case.reported">{format.dateTime(one.reportedAt)}</Fact>
      {one.reworkCount > 0 && <Fact name="act.returnToUnit">{t('case.rework', { count: one.reworkCount })}</Fact>}
      {one.filingCondition !== undefined && <Fact name="case.filingCondition">{say(one.filingCondition)}</Fact>}
      {one.closingCondition !== undefined && <Fact name="case.closingCondition">{say(one.closingCondition)}</Fact>}
    </dl>
  );
};

/** The same matter at other nodes: what we know of it, and how old that is. */
const OtherLevels = ({ one }: { readonly one: CaseView }) => {
  const t = useT();
  const nodeName = useNodeName();
  const { data: links = [] } = useLinks();
  const parentLink = links.find((link) => link.peer === one.parent?.node);
  if (one.parent === undefined && one.child === undefined) return null;
  const silent = parentLink !== undefined && parentLink.state !== 'connected';
  return (
    <>
      <h3>{t('case.levels')}</h3>
      <ul className="levels">
        {one.parent !== undefined && (
          <li>
            <span className="quiet">{t('case.parent')}</span>
            <span className="row-child">
              {nodeName(one.parent.node)}
              {parentLink !== undefined && (
                <Age
                  clock="machine"
                  at={parentLink.lastContactAt}
                  unknownSince={silent ? (parentLink.unknownSince ?? parentLink.lastContactAt) : undefined}
                />
              )}
            </span>
          </li>
        )}
        {one.child !== undefined && (
          <li>
            <span className="quiet">{t('case.child')}</span>
            <ChildMark child={one.child} />
          </li>
        )}
      </ul>
    </>
  );
};

const Head = ({ one, tools }: { readonly one: CaseView; readonly tools?: ReactNode }) => {
  const t = useT();
  const { data: alerts = [] } = useAlerts();
  const alert = alerts.find((other) => one.alertIds.includes(other.id));
  return (
    <header className="panel-head">
      <div className="panel-kicker">
        <span className="row-status" data-testid="case-status" data-status={one.status}>
          {t(`status.${one.status}`)}
        </span>
        <span className="row-code" data-testid="case-code">
          {one.code}
        </span>
        {one.exercise && <span className="ld-tag">{t('case.exercise')}</span>}
        <span className="panel-tools">{tools}</span>
      </div>
      <h2>
        {alert !== undefined && <LevelMark rank={alert.rank} noData={alert.noData} size={17} />} {one.title}
      </h2>
    </header>
  );
};

/** Everything about one case; beside the map or as a page of its own. */
export const CaseBody = ({
  one,
  tools,
  wide = false,
}: {
  readonly one: CaseView;
  readonly tools?: ReactNode;
  readonly wide?: boolean;
}) => {
  const t = useT();
  const entries = useTimelineEntries(one);
  return (
    <article
      className={wide ? 'panel case case-wide' : 'panel case'}
      data-testid="case"
      data-id={one.id}
      data-version={one.version}
    >
      <Head one={one} tools={tools} />
      <div className="case-columns">
        <div className="case-left">
          <Clock one={one} />
          <CaseActs key={one.id} one={one} />
          <Facts one={one} />
          {one.description !== '' && (
            <>
              <h3>{t('case.description')}</h3>
              <p className="prose">{one.description}</p>
            </>
          )}
          <OtherLevels one={one} />
          <LinkedAlerts alertIds={one.alertIds} />
        </div>
        <div className="case-right">
          <h3>{t('case.timeline')}</h3>
          <Timeline entries={entries} />
        </div>
      </div>
    </article>
  );
};

/** 案件 beside the map. */
export const CasePanel = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const t = useT();
  const asked = useCase(id);
  const tools = (
    <>
      <Link to="/cases/$id" params={{ id }} className="tool" aria-label={t('case.open')} title={t('case.open')}>
        <Icon name="expand" size={17} />
      </Link>
      <CloseButton onClose={onClose} />
    </>
  );
  return <Asked asked={asked}>{(one) => <CaseBody one={one} tools={tools} />}</Asked>;
};
