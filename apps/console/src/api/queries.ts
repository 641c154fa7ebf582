import { cityNow, citySpeed } from '@liandong/console-kit';
import {
  type AlertView,
  alertRoutes,
  caseRoutes,
  jurisdictionRoutes,
  nodeRoutes,
  peopleRoutes,
  terminalRoutes,
} from '@liandong/contract';
import type { Right } from '@liandong/laws';
import { useQuery } from '@tanstack/react-query';
import { api } from './client.ts';
import { keys } from './keys.ts';

/** So many rows a queue takes at most; what is beyond says so. */
export const queueLimit = 500;
const pointLimit = 5000;
/** City, district, street: what lies deeper comes with the tiles of the basemap. */
const mapRank = 2;

/** A fast replay moves limits fast: lamps are asked for again sooner, within 5 and 60 seconds. */
const lampInterval = (): number => Math.min(60_000, Math.max(5_000, 60_000 / Math.max(1, citySpeed())));

export const useNode = () =>
  useQuery({ queryKey: keys.node, queryFn: ({ signal }) => api(nodeRoutes.node, { signal }), staleTime: 60_000 });

export const useSession = () =>
  useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => api(peopleRoutes.session, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whether the signed-in person holds a right anywhere; the server has the last word. */
export const useMay = (): ((right: Right) => boolean) => {
  const { data } = useSession();
  return (right) => data?.rights.some((held) => held.right === right) ?? false;
};

export const useCases = () =>
  useQuery({
    queryKey: keys.cases,
    queryFn: ({ signal }) => api(caseRoutes.queue, { query: { state: 'open', limit: queueLimit }, signal }),
    enabled: useMay()('case.read'),
    refetchInterval: lampInterval,
  });

export const useCase = (id: string | undefined) =>
  useQuery({
    queryKey: keys.case(id ?? ''),
    queryFn: ({ signal }) => api(caseRoutes.one, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: 5_000,
    refetchInterval: lampInterval,
  });

export const useFigures = () =>
  useQuery({
    queryKey: keys.figures,
    queryFn: ({ signal }) => api(caseRoutes.figures, { signal }),
    enabled: useMay()('case.read'),
    refetchInterval: 15_000,
  });

export const useClasses = () =>
  useQuery({
    queryKey: keys.classes,
    queryFn: ({ signal }) => api(caseRoutes.classes, { signal }),
    enabled: useMay()('case.read'),
    staleTime: 600_000,
  });

export const useAlerts = () =>
  useQuery({
    queryKey: keys.alerts,
    queryFn: ({ signal }) => api(alertRoutes.list, { query: { state: 'raised', limit: pointLimit }, signal }),
    enabled: useMay()('alert.read'),
  });

export const useAllAlerts = (enabled: boolean) =>
  useQuery({
    queryKey: keys.alertsAll,
    queryFn: ({ signal }) => api(alertRoutes.list, { query: { state: 'all', limit: 1000 }, signal }),
    enabled: useMay()('alert.read') && enabled,
  });

export const useAlert = (id: string | undefined) => {
  const may = useMay();
  return useQuery({
    queryKey: keys.alert(id ?? ''),
    queryFn: ({ signal }) => api(alertRoutes.one, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined && may('alert.read'),
    staleTime: 5_000,
  });
};

export const useTerminalAlerts = (terminalId: string) =>
  useQuery({
    queryKey: keys.terminalAlerts(terminalId),
    queryFn: ({ signal }) => api(alertRoutes.list, { query: { state: 'all', terminalId, limit: 50 }, signal }),
    enabled: useMay()('alert.read'),
  });

export const useRules = () =>
  useQuery({
    queryKey: keys.rules,
    queryFn: ({ signal }) => api(alertRoutes.rules, { signal }),
    enabled: useMay()('alert.read'),
    staleTime: 300_000,
  });

export const useTerminals = () =>
  useQuery({
    queryKey: keys.terminals,
    queryFn: ({ signal }) => api(terminalRoutes.list, { query: { limit: pointLimit }, signal }),
    enabled: useMay()('terminal.read'),
    refetchInterval: 60_000,
  });

export const useTerminal = (id: string) =>
  useQuery({
    queryKey: keys.terminal(id),
    queryFn: ({ signal }) => api(terminalRoutes.one, { params: { id }, signal }),
    refetchInterval: 30_000,
  });

export const useTerminalTypes = () =>
  useQuery({
    queryKey: keys.types,
    queryFn: ({ signal }) => api(terminalRoutes.types, { signal }),
    enabled: useMay()('terminal.read'),
    staleTime: 600_000,
  });

/** Readings of the last hours of city time. */
export const useReadings = (id: string, characteristic: string | undefined, hours: number) =>
  useQuery({
    queryKey: keys.readings(id, characteristic ?? '', hours),
    queryFn: async ({ signal }) => {
      const to = cityNow();
      const from = to - hours * 3_600_000;
      const query = { characteristic: characteristic ?? '', from: new Date(from).toISOString(), limit: 20_000 };
      return { from, to, series: await api(terminalRoutes.readings, { params: { id }, query, signal }) };
    },
    enabled: characteristic !== undefined,
    refetchInterval: 10_000,
  });

export const useLinks = () =>
  useQuery({
    queryKey: keys.links,
    queryFn: ({ signal }) => api(nodeRoutes.links, { signal }),
    enabled: useMay()('link.read'),
    refetchInterval: 10_000,
  });

export const useJurisdictions = () =>
  useQuery({
    queryKey: keys.jurisdictions,
    queryFn: ({ signal }) => api(jurisdictionRoutes.list, { query: { geometry: true, maxRank: mapRank }, signal }),
    enabled: useMay()('map.read'),
    staleTime: 600_000,
  });

/** The jurisdictions around a place, top tier first, down to the smallest. */
export const useAround = ({ lon, lat }: { readonly lon: number; readonly lat: number }) =>
  useQuery({
    queryKey: keys.around(lon, lat),
    queryFn: ({ signal }) => api(jurisdictionRoutes.at, { query: { lon, lat }, signal }),
    enabled: useMay()('map.read'),
    staleTime: 600_000,
  });

/** The gravest open alert of each case, by the id that the alert knows the case by. */
export const gravestByCase = (alerts: readonly AlertView[]): ReadonlyMap<string, AlertView> => {
  const gravest = new Map<string, AlertView>();
  for (const alert of alerts) {
    if (alert.caseId === undefined) continue;
    const known = gravest.get(alert.caseId);
    if (known === undefined || known.rank < alert.rank) gravest.set(alert.caseId, alert);
  }
  return gravest;
};
