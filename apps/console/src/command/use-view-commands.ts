import { useNavigate } from '@tanstack/react-router';
import { useSavedViews } from '../api/search-queries.ts';
import { useT } from '../words/use-t.ts';
import type { Command } from './commands.ts';

/** Saved views by their names. */
export const useViewCommands = (): readonly Command[] => {
  const t = useT();
  const navigate = useNavigate();
  const { data: views = [] } = useSavedViews();
  return views.map((view) => ({
    id: `view-${view.id}`,
    text: view.name,
    detail: t(view.mine ? 'view.mine' : 'view.sharedBy', { name: view.ownerName }),
    keys: [view.name.toLowerCase()],
    run: () => void navigate({ to: '/', search: { view: view.id } }),
  }));
};
