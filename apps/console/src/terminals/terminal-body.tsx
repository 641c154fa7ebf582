import { Age, useFormat, useSay } from '@liandong/console-kit';
import { readingFlags, type TerminalView } from '@liandong/contract';
import { useOrganisations } from '../api/admin-queries.ts';
import { useAround } from '../api/queries.ts';
import { useNodeName } from '../api/use-node-name.ts';
import { useT } from '../words/use-t.ts';

/** What is wrong with a reading, in words; nothing when it is good. */
const useQualityText = (): ((quality: number) => string) => {
  const t = useT();
  return (quality) => {
    if (quality === 0) return t('quality.good');
    const flags = (['outOfRange', 'late', 'future', 'stale'] as const).filter(
      (flag) => (quality & readingFlags[flag]) !== 0,
    );
    return flags.map((flag) => t(`quality.${flag}`)).join(' · ');
  };
};

/** Latest values with their age; what is old is shown as unknown. */
export const LatestValues = ({ terminal }: { readonly terminal: TerminalView }) => {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const qualityText = useQualityText();
  const known = terminal.state === 'fresh';
  if (terminal.latest.length === 0) return <p className="ld-unknown">{t('terminal.state.never')}</p>;
  return (
    <ul className="latest" data-testid="latest">
      {terminal.latest.map((latest) => (
        <li key={latest.characteristic} data-known={known}>
          <span className="latest-name">{say(latest.name)}</span>
          <span className="latest-value">{format.quantity(latest.value, latest.unit)}</span>
          <span className="latest-age">
            <Age at={latest.at} unknownSince={known ? undefined : latest.at} />
            <span className="quiet">{qualityText(latest.quality)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
};

export const TerminalFacts = ({ terminal }: { readonly terminal: TerminalView }) => {
  const t = useT();
  const say = useSay();
  const nodeName = useNodeName();
  const { data: around = [] } = useAround(terminal.place);
  const { data: organisations = [] } = useOrganisations();
  const jurisdiction = around.find((one) => one.code === terminal.jurisdictionCode);
  const owner = organisations.find((one) => one.id === terminal.ownerOrganisationId);
  const { lon, lat, address } = terminal.place;
  return (
    <dl className="facts">
      <div>
        <dt>{t('terminal.state')}</dt>
        <dd>
          {t(`terminal.state.${terminal.state}`)} <Age at={terminal.lastHeardAt} />
        </dd>
      </div>
      <div>
        <dt>{t('terminal.type')}</dt>
        <dd>{say(terminal.typeName)}</dd>
      </div>
      <div>
        <dt>{t('terminal.code')}</dt>
        <dd className="number">{terminal.code}</dd>
      </div>
      <div>
        <dt>{t('terminal.jurisdiction')}</dt>
        <dd>{jurisdiction === undefined ? terminal.jurisdictionCode : say(jurisdiction.name)}</dd>
      </div>
      <div>
        <dt>{t('terminal.place')}</dt>
        <dd>
          {address !== undefined && <>{address} </>}
          <span className="quiet number">
            {lon.toFixed(5)}, {lat.toFixed(5)}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('terminal.datum')}</dt>
        <dd>{terminal.sourceDatum}</dd>
      </div>
      {owner !== undefined && (
        <div>
          <dt>{t('terminal.owner')}</dt>
          <dd>{say(owner.name)}</dd>
        </div>
      )}
      <div>
        <dt>{t('terminal.life')}</dt>
        <dd>{t(`terminal.life.${terminal.lifeState}`)}</dd>
      </div>
      {terminal.copy !== undefined && (
        <div>
          <dt>{t('people.node')}</dt>
          <dd>
            {t('alert.copy', { node: nodeName(terminal.copy.node) })}{' '}
            <Age clock="machine" at={terminal.copy.receivedAt} />
          </dd>
        </div>
      )}
    </dl>
  );
};
