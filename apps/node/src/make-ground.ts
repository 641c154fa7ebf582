import { Worker } from 'node:worker_threads';
import type { GroundPhase } from '@liandong/contract';
import { Refusal } from '@liandong/words';
import type { GroundOrder } from './ground-order.ts';

export type GroundProgress = { readonly id: string; readonly phase: GroundPhase; readonly share: number };

export type GroundWorkerMessage =
  | ({ readonly kind: 'progress' } & GroundProgress)
  | { readonly kind: 'built'; readonly id: string; readonly features: number; readonly roadEdges: number }
  | { readonly kind: 'refused'; readonly code: string; readonly data: Refusal['data'] };

export type MadeGround = { readonly id: string; readonly features: number; readonly roadEdges: number };

/**
 * Builds a ground in a thread of its own; half-built files are cleared away at the next start.
 * @throws Refusal of the file that the order names; Error when the thread broke or was told to stop
 */
export const makeGround = (
  order: GroundOrder,
  options: {
    readonly directory: string;
    readonly signal: AbortSignal;
    onProgress(progress: GroundProgress): void;
  },
): Promise<MadeGround> =>
  new Promise((resolve, reject) => {
    const { directory, signal, onProgress } = options;
    const worker = new Worker(new URL('./ground-worker.ts', import.meta.url), { workerData: { order, directory } });
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    worker.on('message', (message: GroundWorkerMessage) => {
      switch (message.kind) {
        case 'progress':
          return onProgress(message);
        case 'built':
          return resolve(message);
        case 'refused':
          return reject(new Refusal(message.code, message.data));
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      // After a message the promise is settled and this changes nothing.
      reject(new Error(signal.aborted ? 'building the ground was stopped' : `the ground's thread ended with ${code}`));
    });
  });
