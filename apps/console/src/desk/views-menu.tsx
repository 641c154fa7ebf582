import { type DeskMap, notify, Popup } from '@liandong/console-kit';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type RefObject, useState } from 'react';
import { useMay } from '../api/queries.ts';
import { useRemoveView, useSavedViews, useSaveView } from '../api/search-queries.ts';
import { Icon } from '../shell/icons.tsx';
import { useT } from '../words/use-t.ts';

type Props = { readonly map: RefObject<DeskMap | null>; readonly layers: readonly string[] };

const SaveForm = ({ map, layers }: Props) => {
  const t = useT();
  const may = useMay();
  const save = useSaveView();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const camera = map.current?.camera();
    if (camera === undefined || name.trim() === '') return;
    const order = { ...camera, name: name.trim(), layers: [...layers], shared };
    save.mutate(order, {
      onSuccess: () => {
        setName('');
        notify('done', t('view.saved'));
      },
    });
  };
  return (
    <form className="views-save" onSubmit={submit}>
      <input
        className="ld-input small"
        aria-label={t('view.name')}
        placeholder={t('view.name')}
        maxLength={60}
        value={name}
        data-testid="view-name"
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="ld-button small" disabled={name.trim() === '' || save.isPending}>
        {t('view.save')}
      </button>
      {may('map.manage') && (
        <label className="views-share">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {t('view.share')}
        </label>
      )}
    </form>
  );
};

/** 保存的视图: go to one, save where the map stands now. */
export const ViewsMenu = (props: Props) => {
  const t = useT();
  const may = useMay();
  const { data: views = [] } = useSavedViews();
  const remove = useRemoveView();
  return (
    <Popup
      label={t('view.label')}
      testId="views"
      className="desk-tool"
      button={
        <>
          <Icon name="bookmark" size={16} />
          {t('view.button')}
        </>
      }
    >
      {(close) => (
        <div className="views-panel">
          {views.length === 0 && <p className="quiet">{t('view.none')}</p>}
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link to="/" search={{ view: view.id }} onClick={close}>
                  {view.name}
                  {view.shared && !view.mine && <span className="quiet">{view.ownerName}</span>}
                </Link>
                {(view.mine || may('map.manage')) && (
                  <button
                    type="button"
                    className="ld-button text square"
                    aria-label={t('view.remove', { name: view.name })}
                    onClick={() => remove.mutate(view.id)}
                  >
                    <Icon name="close" size={13} />
                  </button>
                )}
              </li>
            ))}
          </ul>
          <SaveForm {...props} />
        </div>
      )}
    </Popup>
  );
};
