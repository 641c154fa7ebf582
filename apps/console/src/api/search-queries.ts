import { type Found, type SavedViewOrder, searchRoutes } from '@liandong/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './client.ts';
import { keys } from './keys.ts';
import { useMay } from './queries.ts';

/** What is found for a text; near the middle of the map first. */
export const useFound = (text: string, near: { readonly lon: number; readonly lat: number } | undefined) => {
  const may = useMay();
  return useQuery({
    queryKey: keys.search(text),
    queryFn: ({ signal }): Promise<readonly Found[]> =>
      api(searchRoutes.search, { query: { text, limit: 12, ...near }, signal }),
    enabled: text !== '' && may('map.read'),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
};

export const useSavedViews = () =>
  useQuery({
    queryKey: keys.views,
    queryFn: ({ signal }) => api(searchRoutes.views, { signal }),
    enabled: useMay()('map.read'),
    staleTime: 60_000,
  });

const useViewChange = <Input>(change: (input: Input) => Promise<unknown>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views }),
  });
};

export const useSaveView = () => useViewChange((body: SavedViewOrder) => api(searchRoutes.saveView, { body }));
export const useRemoveView = () => useViewChange((id: string) => api(searchRoutes.removeView, { params: { id } }));
