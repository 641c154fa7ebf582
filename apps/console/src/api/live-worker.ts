import type { LiveFrame } from '@liandong/contract';
import type { LiveMessage } from './live-message.ts';

const shortestMs = 500;
const longestMs = 10_000;
/** The node sends its clock every second; silence this long means that the line is dead. */
const silenceMs = 15_000;

let url = '';
let waitMs = shortestMs;
let heardAt = 0;
let place: { readonly epoch: string; readonly seq: number } | undefined;
let socket: WebSocket | undefined;

const tell = (message: LiveMessage): void => postMessage(message);

const take = (frame: LiveFrame): void => {
  const gap = place !== undefined && (frame.epoch !== place.epoch || frame.seq !== place.seq + 1);
  place = { epoch: frame.epoch, seq: frame.seq };
  if (gap) tell({ kind: 'gap' });
  tell({ kind: 'frame', frame });
};

const again = (): void => {
  setTimeout(connect, waitMs * (0.75 + Math.random() / 2));
  waitMs = Math.min(longestMs, waitMs * 2);
};

const connect = (): void => {
  const mine = new WebSocket(url);
  socket = mine;
  mine.onopen = () => {
    heardAt = performance.now();
    waitMs = shortestMs;
    // What passed before this connection stood is asked for again.
    place = undefined;
    tell({ kind: 'state', live: true });
    tell({ kind: 'gap' });
  };
  mine.onmessage = (event: MessageEvent<string>) => {
    heardAt = performance.now();
    take(JSON.parse(event.data) as LiveFrame);
  };
  mine.onclose = () => {
    if (socket !== mine) return;
    tell({ kind: 'state', live: false });
    again();
  };
};

setInterval(() => {
  if (socket?.readyState === WebSocket.OPEN && performance.now() - heardAt > silenceMs) socket.close();
}, 5000);

self.onmessage = (event: MessageEvent<string>) => {
  url = event.data;
  connect();
};
