import { alertRoutes } from '@liandong/contract';
import { answer, demand, type RouteAnswer, signedIn } from '@liandong/platform';
import { type AlertId, brandId, type Instant, parseIso, refuse } from '@liandong/words';
import type { Alerting } from './alerting.ts';
import type { AlertCommands } from './commands.ts';
import type { Policies } from './policies.ts';
import type { AlertQuestions } from './questions.ts';
import { ruleView } from './views.ts';

export type AlertRouteDependencies = {
  readonly alerting: Pick<Alerting, 'rules'>;
  readonly questions: AlertQuestions;
  readonly commands: AlertCommands;
  readonly policies: Policies;
};

/** Answers the alert routes of the contract. */
export const answerAlerts = ({
  alerting,
  questions,
  commands,
  policies,
}: AlertRouteDependencies): readonly RouteAnswer[] => {
  const oneVisible = async (id: string, roots: readonly string[]) => {
    const [found] = await questions.alertsById([id]);
    // An alert outside the reader's jurisdictions is not there for him.
    if (!found?.jurisdictionPath.some((code) => roots.includes(code))) throw refuse('alert.not-found', { id });
    return found;
  };
  const oneRule = async (id: string) => {
    const rule = alerting.rules().find((each) => each.id === id);
    if (rule === undefined) throw refuse('alert-rule.not-found', { ruleId: id });
    return ruleView(rule, (await policies.signed()).get(id));
  };

  return [
    answer(alertRoutes.list, async ({ query, session }) => [
      ...(await questions.alertsVisible(signedIn({ session }).roots('alert.read'), query)),
    ]),
    answer(alertRoutes.one, async ({ params, session }) => {
      const { view } = await oneVisible(params.id, signedIn({ session }).roots('alert.read'));
      return view;
    }),
    answer(alertRoutes.acknowledge, async ({ params, body, context, session }) => {
      const who = signedIn({ session });
      const { jurisdictionPath } = await oneVisible(params.id, [
        ...who.roots('alert.read'),
        ...who.roots('alert.acknowledge'),
      ]);
      demand(who, 'alert.acknowledge', jurisdictionPath);
      return commands.acknowledge(context, brandId<AlertId>(params.id), body.version, body.note);
    }),
    answer(alertRoutes.rules, async () => {
      const signed = await policies.signed();
      return alerting.rules().map((rule) => ruleView(rule, signed.get(rule.id)));
    }),
    answer(alertRoutes.signPolicy, async ({ params, body, context }) => {
      const { validUntil, ...terms } = body;
      await policies.sign(context, params.id, { ...terms, validUntil: timeOf(validUntil) });
      return oneRule(params.id);
    }),
    answer(alertRoutes.withdrawPolicy, async ({ params, context }) => {
      await oneRule(params.id);
      await policies.withdraw(context, params.id);
      return oneRule(params.id);
    }),
  ];
};

const timeOf = (text: string | undefined): Instant | undefined => {
  if (text === undefined) return undefined;
  const at = parseIso(text);
  if (at === undefined) throw refuse('alert-rule.policy-invalid', { reason: 'validUntil' });
  return at;
};
