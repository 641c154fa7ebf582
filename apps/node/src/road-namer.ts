import { replaceEntries, type SearchEntry } from '@liandong/onemap';
import { type Rooms, systemContext } from './rooms.ts';

/** Setting that says which grounds the road names in the search index come from. */
const namedSetting = 'search-roads';

/** Puts the roads' names of the grounds under the map into the search index, anew whenever the grounds change. */
export const roadNamer = (rooms: Rooms): { start(): Promise<void>; stop(): Promise<void> } => {
  const { ground, settings, database, config, log } = rooms;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const nameAll = async (): Promise<void> => {
    const grounds = ground.room.state().grounds.map(({ id, version }) => `${id}/${version}`);
    const wanted = grounds.join(' ');
    if (stopped || (await settings.read(namedSetting)) === wanted) return;
    const entries: SearchEntry[] = [];
    for await (const { name, lon, lat } of ground.room.roadNames()) {
      const id = `${name['zh-Hans']}@${lon.toFixed(2)},${lat.toFixed(2)}`;
      entries.push({ kind: 'road', id, name: name['zh-Hans'], names: name, lon, lat, path: [], weight: 5 });
    }
    await replaceEntries(database, systemContext(config.id, 'search'), 'road', entries);
    await settings.write(namedSetting, wanted);
  };

  const again = (): void => {
    running = running.then(nameAll).catch((error: unknown) => {
      log.error({ err: error }, 'road names were not put into the search');
    });
  };

  return {
    start: async () => {
      ground.onChange(again);
      again();
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
};
