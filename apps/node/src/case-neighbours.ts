import type { AlertQuestions } from '@liandong/alerting';
import type { CaseNeighbours } from '@liandong/cases';
import type { Jurisdictions } from '@liandong/jurisdictions';
import type { Linkage } from '@liandong/linkage';
import type { People } from '@liandong/people';
import { type AlertId, brandId, type OrganisationId } from '@liandong/words';
import type { Rooms } from './rooms.ts';

type Known = Pick<Rooms, 'alertCommands' | 'policies'> & {
  readonly alerts: AlertQuestions;
  readonly jurisdictions: Jurisdictions;
  readonly linkage: Linkage;
  readonly people: People;
};

/** The doors that the room of cases knocks at. */
export const caseNeighbours = ({
  alerts,
  alertCommands,
  policies,
  jurisdictions,
  linkage,
  people,
}: Known): CaseNeighbours => ({
  people: {
    userName: (id) => people.userName(id),
    unit: async (id) => {
      const found = await people.organisation(id);
      return found === undefined ? undefined : { ...found, id: brandId<OrganisationId>(found.id) };
    },
  },
  jurisdictions: {
    path: (code) => {
      const found = jurisdictions.path(code);
      return found.length === 0 ? undefined : found;
    },
    name: (code) => jurisdictions.find(code)?.name,
    deepestAt: (lon, lat) => jurisdictions.at(lon, lat),
  },
  alerting: {
    alert: (id) => alerts.alert(id),
    allClear: (ids) => alerts.allClear(ids),
    policyFor: (ruleId, at) => policies.policyFor(ruleId, at),
    linkCase: (alertId, caseId, work) => alertCommands.linkCase(brandId<AlertId>(alertId), caseId, work),
  },
  linkage: {
    send: (work, letter) => linkage.send(work, letter),
    onVerb: (verb, kind, handle) => linkage.onVerb(verb, kind, handle),
    onDelivered: (handle) => linkage.onDelivered(handle),
    onRefused: (handle) => linkage.onRefused(handle),
  },
});
