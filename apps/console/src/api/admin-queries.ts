import { nodeRoutes, peopleRoutes, terminalRoutes } from '@liandong/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';
import { keys } from './keys.ts';
import { useMay } from './queries.ts';

export const useOrganisations = () =>
  useQuery({
    queryKey: keys.organisations,
    queryFn: ({ signal }) => api(peopleRoutes.organisations, { signal }),
    staleTime: 60_000,
  });

export const usePosts = () =>
  useQuery({ queryKey: keys.posts, queryFn: ({ signal }) => api(peopleRoutes.posts, { signal }) });

export const useUsers = () =>
  useQuery({ queryKey: keys.users, queryFn: ({ signal }) => api(peopleRoutes.users, { signal }) });

export const useAudit = (before: number | undefined) =>
  useQuery({
    queryKey: keys.audit(before),
    queryFn: ({ signal }) => api(nodeRoutes.audit, { query: { before, limit: 200 }, signal }),
    staleTime: 0,
  });

export const useIngest = () =>
  useQuery({
    queryKey: keys.ingest,
    queryFn: ({ signal }) => api(terminalRoutes.counters, { signal }),
    refetchInterval: 5_000,
  });

export const useRefusedLetters = () =>
  useQuery({
    queryKey: keys.refusedLetters,
    queryFn: ({ signal }) => api(nodeRoutes.refusedLetters, { signal }),
    enabled: useMay()('link.read'),
    refetchInterval: 15_000,
  });

export const useDeadLetters = () =>
  useQuery({
    queryKey: keys.deadLetters,
    queryFn: ({ signal }) => api(terminalRoutes.deadLetters, { signal }),
    enabled: useMay()('terminal.manage'),
    refetchInterval: 15_000,
  });
