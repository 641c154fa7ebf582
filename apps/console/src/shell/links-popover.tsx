import { Age, LinkDot, Popup, useKitWords, useSay } from '@liandong/console-kit';
import { type LinkView, nodeRoutes } from '@liandong/contract';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useOrder } from '../api/orders.ts';
import { useLinks, useMay, useNode } from '../api/queries.ts';
import { useT } from '../words/use-t.ts';

/** Cut and mend: for demonstrations and maintenance, by right. */
export const CutMendButton = ({ link }: { readonly link: LinkView }) => {
  const t = useT();
  const cut = useOrder((peer: string) => api(nodeRoutes.cut, { params: { peer } }), [keys.links], t('links.cutDone'));
  const mend = useOrder(
    (peer: string) => api(nodeRoutes.mend, { params: { peer } }),
    [keys.links],
    t('links.mendDone'),
  );
  if (link.state === 'cut')
    return (
      <button
        type="button"
        className="ld-button small"
        disabled={mend.isPending}
        onClick={() => mend.mutate(link.peer)}
        data-testid={`mend-${link.peer}`}
      >
        {t('links.mend')}
      </button>
    );
  return (
    <button
      type="button"
      className="ld-button small"
      disabled={cut.isPending}
      onClick={() => cut.mutate(link.peer)}
      data-testid={`cut-${link.peer}`}
    >
      {t('links.cut')}
    </button>
  );
};

const LinkRow = ({ link }: { readonly link: LinkView }) => {
  const t = useT();
  const kit = useKitWords();
  const say = useSay();
  const { data: node } = useNode();
  const may = useMay();
  const known = link.state === 'connected';
  return (
    <li>
      <LinkDot state={link.state} />
      <div className="link-who">
        <strong>{say(link.peerName)}</strong>
        <span>
          {t(`links.${link.relation}`)} · {kit(`link.${link.state}`)}
          {link.backlog > 0 && ` · ${t('links.backlog', { count: link.backlog })}`}
        </span>
      </div>
      <Age
        clock="machine"
        at={link.lastContactAt}
        unknownSince={known ? undefined : (link.unknownSince ?? link.lastContactAt)}
      />
      {node?.demonstration === true && may('link.manage') && <CutMendButton link={link} />}
    </li>
  );
};

/** 链路: a dot for each superior and subordinate; the truth about them one click away. */
export const LinksPopover = () => {
  const t = useT();
  const say = useSay();
  const { data: links = [] } = useLinks();
  const bad = links.filter((link) => link.state !== 'connected').length;
  const backlog = links.reduce((sum, link) => sum + link.backlog, 0);
  if (links.length === 0) return null;
  return (
    <Popup
      label={t('links.button', { count: links.length, bad })}
      testId="links"
      button={
        <>
          {links.map((link) => (
            <span key={link.peer} className="bar-link" data-state={link.state}>
              <LinkDot state={link.state} />
              <span className="bar-link-name">{say(link.peerName)}</span>
            </span>
          ))}
          {backlog > 0 && <span className="backlog">{t('links.backlog', { count: backlog })}</span>}
        </>
      }
    >
      <div className="links-panel">
        <strong>{t('links.title')}</strong>
        <ul className="link-list">
          {links.map((link) => (
            <LinkRow key={link.peer} link={link} />
          ))}
        </ul>
        <p className="link-truth">{t('links.truth')}</p>
      </div>
    </Popup>
  );
};
