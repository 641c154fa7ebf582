import type { MapCone } from '@liandong/console-kit';
import { terminalRoutes } from '@liandong/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { coneOf } from './map-data.ts';

/** Where the chosen terminal looks, when it is a camera: the list of terminals does not tell, the terminal itself does. */
export const useCone = (terminalId: string | undefined): MapCone | undefined => {
  const { data } = useQuery({
    queryKey: keys.terminal(terminalId ?? ''),
    queryFn: ({ signal }) => api(terminalRoutes.one, { params: { id: terminalId ?? '' }, signal }),
    enabled: terminalId !== undefined,
  });
  return useMemo(() => (terminalId === undefined ? undefined : coneOf(data)), [data, terminalId]);
};
