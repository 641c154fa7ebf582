import { parentPort, workerData } from 'node:worker_threads';
import { openOsmExtract } from '@liandong/gateway-osm';
import { elevationGround, openElevation } from '@liandong/gateway-terrain';
import { buildGround } from '@liandong/ground';
import type { GroundSource } from '@liandong/laws';
import { createSampleCity, sampleGroundSource } from '@liandong/sample-city';
import { instant, Refusal } from '@liandong/words';
import type { GroundOrder } from './ground-order.ts';
import type { GroundWorkerMessage } from './make-ground.ts';

// A thread of its own: cutting tiles keeps a processor busy for seconds, and the node has people to answer meanwhile.

const sourceOf = async (order: GroundOrder): Promise<GroundSource> => {
  switch (order.kind) {
    case 'sample':
      return sampleGroundSource(createSampleCity({ seed: order.seed, size: order.size }).plan);
    case 'osm':
      return openOsmExtract(order.file, { id: order.id, name: order.name });
    case 'elevation':
      return elevationGround(await openElevation(order.file, order.fileName), order);
  }
};

const tell = (message: GroundWorkerMessage): void => parentPort?.postMessage(message);

const work = async ({
  order,
  directory,
}: {
  readonly order: GroundOrder;
  readonly directory: string;
}): Promise<void> => {
  const source = await sourceOf(order);
  const manifest = await buildGround(source, {
    directory,
    now: () => instant(Date.now()),
    onProgress: (phase, share) => tell({ kind: 'progress', id: source.id, phase, share }),
  });
  const { features, roadEdges } = manifest.view;
  tell({ kind: 'built', id: source.id, features, roadEdges });
};

try {
  await work(workerData);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ kind: 'refused', code: error.code, data: error.data });
}
