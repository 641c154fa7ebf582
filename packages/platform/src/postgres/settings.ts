import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';

const mib = 1024 * 1024;

/** Server settings of the embedded cluster, sized to this machine; `overrides` win (tests only need them). */
export const settingsFor = async (
  port: number,
  overrides: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: `${Math.max(64, Math.min(512, Math.floor(totalmem() / mib / 16)))}MB`,
  effective_cache_size: `${Math.max(256, Math.floor(totalmem() / mib / 2))}MB`,
  dynamic_shared_memory_type: (await sharedMemoryIsTiny()) ? 'mmap' : 'posix',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  max_wal_size: '4GB',
  // Every daily partition of the readings is a table of its own, with indexes: a wide query locks them all.
  max_locks_per_transaction: '256',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_line_prefix: '%m [%p] %d ',
  cluster_name: 'liandong',
  ...overrides,
});

/** Containers often come with 64 MiB of /dev/shm, on which a parallel query fails; files in the cluster then serve. */
const sharedMemoryIsTiny = async (): Promise<boolean> => {
  try {
    const shm = await statfs('/dev/shm');
    return shm.bavail * shm.bsize < 256 * mib;
  } catch {
    return true;
  }
};
