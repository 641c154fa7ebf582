import { createServer } from 'node:net';
import { Aedes } from 'aedes';

/** The baseline: a broker that acknowledges and stores nothing. */
export const openBareBroker = async () => {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the broker has no address');
  return {
    port: address.port,
    close: async () => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
