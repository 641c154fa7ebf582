import { connect, type Socket } from 'node:net';
import { gatewayToken, type Rows, rowsOf, terminalCode } from './workload.ts';

export type HttpTask = {
  readonly port: number;
  readonly connections: number;
  readonly terminals: number;
  readonly firstStep: number;
  readonly steps: number;
  /** Instants of one terminal in one POST. */
  readonly stepsPerPost: number;
  readonly start: number;
};
export type HttpOutcome = {
  readonly elapsedMs: number;
  readonly accepted: number;
  readonly latenciesMs: readonly number[];
  readonly bytes: number;
};

/** Sends the readings of all terminals as POSTs of a gateway, each connection its share of the terminals. */
export const loadHttp = async (task: HttpTask): Promise<HttpOutcome> => {
  const share = task.terminals / task.connections;
  const lists = Array.from({ length: task.connections }, (_, index) =>
    postsOf(task, index * share, (index + 1) * share),
  );
  const sockets = await Promise.all(lists.map(() => open(task.port)));
  const latenciesMs: number[] = [];
  const began = performance.now();
  const accepted = await Promise.all(sockets.map((socket, index) => sendAll(socket, lists[index] ?? [], latenciesMs)));
  const elapsedMs = performance.now() - began;
  for (const socket of sockets) socket.destroy();
  const bytes = lists.flat().reduce((sum, post) => sum + post.length, 0);
  return { elapsedMs, accepted: accepted.reduce((sum, count) => sum + count, 0), latenciesMs, bytes };
};

const postsOf = ({ firstStep, steps, stepsPerPost, start }: HttpTask, from: number, to: number): Buffer[] => {
  const posts: Buffer[] = [];
  for (let step = 0; step < steps; step += stepsPerPost) {
    posts.push(postOf(rowsOf(from, to, firstStep + step, Math.min(stepsPerPost, steps - step), start), to - from));
  }
  return posts;
};

const postOf = (rows: Rows, width: number): Buffer => {
  const parts: string[] = [];
  for (let terminal = 0; terminal < width; terminal += 1) {
    const items: string[] = [];
    for (let row = terminal; row < rows.count; row += width) {
      items.push(`{"ts":${rows.at(row)},"values":{"depthCm":${rows.value(row)}}}`);
    }
    parts.push(`"${terminalCode(rows.terminal(terminal))}":[${items.join(',')}]`);
  }
  const body = `{${parts.join(',')}}`;
  const head = `POST /v1/gateway/telemetry HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${gatewayToken}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.from(head + body);
};

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });

/** One POST after the other over one kept connection. */
const sendAll = (socket: Socket, posts: readonly Buffer[], latenciesMs: number[]): Promise<number> =>
  new Promise((resolve, reject) => {
    let next = 0;
    let accepted = 0;
    let sentAt = 0;
    let text = '';
    const send = (): void => {
      const post = posts[next];
      next += 1;
      sentAt = performance.now();
      if (post === undefined) resolve(accepted);
      else socket.write(post);
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const answer = /^HTTP\/1\.1 (\d+)[\s\S]*?\r\n\r\n(\{[^}]*\})/.exec(text);
      if (answer === null) return;
      text = '';
      const result: { accepted?: number } = JSON.parse(answer[2] ?? '{}');
      if (answer[1] !== '200') reject(new Error(`HTTP ${answer[1]}: ${answer[2]}`));
      accepted += result.accepted ?? 0;
      latenciesMs.push(performance.now() - sentAt);
      send();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the connection')));
    send();
  });
