import { setTheme, useTheme } from '@liandong/console-kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCase, useMay } from '../api/queries.ts';
import { askAct } from '../cases/asked-act.ts';
import { usePlaces } from '../shell/places.ts';
import { useLogOut } from '../shell/use-log-out.ts';
import { useT } from '../words/use-t.ts';
import { type Command, keysOf } from './commands.ts';
import { useViewCommands } from './use-view-commands.ts';

/** What may be done with the case that is open on the desk: the acts that the node offers, and no other. */
const useCaseCommands = (): readonly Command[] => {
  const t = useT();
  const search = useSearch({ strict: false });
  const id = 'case' in search && typeof search.case === 'string' ? search.case : undefined;
  const { data: one } = useCase(id);
  return (one?.acts ?? []).map((act) => ({
    id: `act-${act}`,
    text: t(`act.${act}`),
    detail: one?.title,
    keys: [...keysOf(`act.${act}`), act.toLowerCase()],
    run: () => askAct(one?.id ?? '', act),
  }));
};

const usePlaceCommands = (): readonly Command[] => {
  const t = useT();
  const navigate = useNavigate();
  return usePlaces().map((place) => ({
    id: `go-${place.to}`,
    text: t(place.text),
    keys: keysOf(place.text),
    run: () => void navigate({ to: place.to }),
  }));
};

/** Every command that this person may give here and now. */
export const useCommands = (): readonly Command[] => {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const logOut = useLogOut();
  const { theme } = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  const acts = useCaseCommands();
  const places = usePlaceCommands();
  const views = useViewCommands();
  const report: readonly Command[] = may('case.report')
    ? [
        {
          id: 'report',
          text: t('desk.report'),
          keys: keysOf('desk.report'),
          run: () => void navigate({ to: '/', search: { report: true } }),
        },
      ]
    : [];
  return [
    ...acts,
    ...report,
    ...views,
    ...places,
    { id: 'theme', text: t(`theme.${other}`), keys: keysOf(`theme.${other}`), run: () => setTheme(other) },
    { id: 'logout', text: t('user.logout'), keys: keysOf('user.logout'), run: logOut },
  ];
};
