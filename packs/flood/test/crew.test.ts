import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ApiCall, ApiRefusal } from '@liandong/contract';
import { hourMs, instant, toIso } from '@liandong/words';
import { type CrewRole, runAutomaticCrew } from '../src/index.ts';

type Node = 'city' | 'borough' | 'board';
type Input = { readonly params?: { readonly act?: string }; readonly body?: { readonly version: number } };
type Fake = { status: string; version: number; child?: { stage: string } };

const words = { 'zh-Hans': '', 'zh-Hant': '', en: '' };
const changed = new ApiRefusal({ type: '', title: '', status: 409, code: 'case.changed', texts: words });

const now = instant(Date.UTC(2023, 8, 30));
/** Cleared just over an hour ago, or still raised. */
const alertAt = (isDry: boolean) => ({
  ruleId: 'r',
  noData: false,
  ...(isDry ? { state: 'cleared', clearedAt: toIso(instant(now - hourMs - 1)) } : { state: 'raised' }),
});

const urls = { city: '', borough: '', board: '' } as const;

/** Three nodes with one case, small enough to read: acts move the statuses as the lifecycle does. */
const fakeNodes = (isDry: () => boolean) => {
  const cases: Record<Node, Fake | undefined> = {
    city: { status: 'dispatched', version: 1, child: { stage: 'sent' } },
    borough: { status: 'dispatched', version: 1 },
    board: undefined,
  };
  const next: Readonly<Record<string, string>> = {
    signFor: 'handling',
    finish: 'handled',
    sendCheck: 'checking',
    checkPass: 'toClose',
    close: 'closed',
  };
  const did: string[] = [];
  const carry = (node: Node, name: string): void => {
    if (name === 'delegateDown') cases.board = { status: 'dispatched', version: 1 };
    if (name === 'delegateDown' && cases.borough) cases.borough.child = { stage: 'sent' };
    if (node === 'board' && name === 'finish' && cases.borough) cases.borough.child = { stage: 'done' };
    if (node === 'borough' && name === 'finish' && cases.city) cases.city.status = 'handled';
  };
  const act = (role: CrewRole, node: Node, name: string, version: number | undefined): unknown => {
    const held = cases[node];
    assert.ok(held);
    if (version !== held.version) throw changed;
    held.version += 1;
    held.status = next[name] ?? held.status;
    did.push(`${role} ${name}`);
    carry(node, name);
    return { id: 'c', ...held };
  };
  const queue = (held: Fake | undefined): unknown =>
    held === undefined || held.status === 'closed' ? [] : [{ id: 'c', ...held }];
  const callOf = (role: CrewRole, node: Node): ApiCall => {
    const answers: Readonly<Record<string, (input: Input) => unknown>> = {
      '/api/v1/cases': () => queue(cases[node]),
      '/api/v1/cases/:id': () => ({ id: 'c', ...cases[node], alertIds: ['a'], acts: ['finish'] }),
      '/api/v1/cases/:id/acts/:act': ({ params, body }) => act(role, node, params?.act ?? '', body?.version),
      '/api/v1/alerts/:id': () => alertAt(isDry()),
      '/api/v1/alert-rules': () => [{ id: 'r', minRepeatMs: hourMs }],
      '/api/v1/node': () => ({ clock: { city: toIso(now) } }),
    };
    const call = async ({ path }: { readonly path: string }, input: Input = {}): Promise<unknown> =>
      answers[path]?.(input);
    return call as unknown as ApiCall;
  };
  return { cases, did, callOf };
};

const run = async (nodes: ReturnType<typeof fakeNodes>, isOver: () => boolean, without: readonly CrewRole[] = []) => {
  const end = new AbortController();
  const timer = setInterval(() => isOver() && end.abort(), 5);
  const limit = setTimeout(() => end.abort(), 3_000);
  await runAutomaticCrew({ urls, signal: end.signal, pollMs: 2, callOf: nodes.callOf, without });
  clearInterval(timer);
  clearTimeout(limit);
};

describe('the automatic crew', () => {
  it('brings a case from the borough to the board and back to a checked close, each role its own step', async () => {
    const nodes = fakeNodes(() => true);
    await run(nodes, () => nodes.cases.city?.status === 'closed');
    assert.deepEqual(nodes.did, [
      'borough signFor',
      'borough delegateDown',
      'board signFor',
      'board progress',
      'board finish',
      'borough finish',
      'desk sendCheck',
      'checker checkPass',
      'closer close',
    ]);
  });

  it('does not pass the check while the water stands', async () => {
    let asked = 0;
    const nodes = fakeNodes(() => {
      asked += 1;
      return false;
    });
    await run(nodes, () => asked > 5);
    assert.equal(nodes.cases.city?.status, 'checking');
  });

  it('leaves a step to people when a role stays at home', async () => {
    const nodes = fakeNodes(() => true);
    await run(nodes, () => nodes.cases.board?.status === 'handled' && nodes.cases.city?.status === 'checking', [
      'checker',
    ]);
    assert.ok(!nodes.did.includes('checker checkPass'));
  });
});
