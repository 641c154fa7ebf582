import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ImportFormat } from '@liandong/contract';
import { Refusal, refuse } from '@liandong/words';
import { checkFormat, formatByName, formatLimits, hasZipMember } from './find-format.ts';

export type ReceivedFile = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: ImportFormat;
};

const headBytes = 4096;
const miB = 1024 * 1024;

/** Where bytes lie: by what they are, so that the same file brought twice is there once. */
export const pathOfBytes = (directory: string, sha256: string): string => path.join(directory, sha256);

/** A name for reports, whatever the sender calls it: no folders, no control signs. */
const plainName = (name: string): string =>
  path
    .basename(name.replaceAll('\\', '/'))
    .replaceAll(/\p{Cc}/gu, '')
    .trim() || 'file';

const isFull = (cause: unknown): boolean =>
  cause instanceof Error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((cause as NodeJS.ErrnoException).code ?? '');

const writeAll = async (file: FileHandle, bytes: Buffer): Promise<void> => {
  try {
    for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten;
  } catch (cause) {
    throw isFull(cause) ? refuse('import.disk-full') : cause;
  }
};

/** Takes what comes: hashes and writes it, or says no and keeps nothing more. */
const createTaker = (file: FileHandle, name: string) => {
  const promised = formatByName(name);
  const hash = createHash('sha256');
  let head: Buffer = Buffer.alloc(0);
  let format: ImportFormat | undefined;
  let bytes = 0;
  return {
    take: async (part: Buffer): Promise<void> => {
      bytes += part.length;
      if (head.length < headBytes) head = Buffer.concat([head, part.subarray(0, headBytes - head.length)]);
      if (format === undefined && head.length >= headBytes) format = checkFormat(head, promised, name);
      if (bytes > formatLimits[format ?? promised]) throw refuse('import.file-too-large');
      hash.update(part);
      await writeAll(file, part);
    },
    count: (part: Buffer): void => {
      bytes += part.length;
    },
    tooLarge: () => {
      const limit = formatLimits[format ?? promised];
      const [limitMiB, sizeMiB] = [limit / miB, Math.ceil(bytes / miB)];
      return refuse('import.file-too-large', { limitMiB, sizeMiB, format: format ?? promised });
    },
    end: (): ReceivedFile => ({
      name,
      bytes,
      sha256: hash.digest('hex'),
      format: format ?? checkFormat(head, promised, name),
    }),
  };
};

/** A sender reads the answer only when he has said everything, so he is heard out; nothing more is kept. */
const copyDown = async (stream: Readable, file: FileHandle, name: string): Promise<ReceivedFile> => {
  let taker: ReturnType<typeof createTaker> | undefined;
  let failure: unknown;
  for await (const chunk of stream) {
    const part = chunk as Buffer;
    if (failure === undefined) {
      try {
        taker ??= createTaker(file, name);
        await taker.take(part);
      } catch (cause) {
        failure = cause;
        await file.truncate(0);
      }
    } else taker?.count(part);
  }
  if (failure instanceof Refusal && failure.code === 'import.file-too-large') throw taker?.tooLarge() ?? failure;
  if (failure !== undefined) throw failure;
  return (taker ?? createTaker(file, name)).end();
};

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/**
 * Writes a file that comes in as a stream under its SHA-256; memory does not grow with its size. A file that is cut
 * short, too large or not what its name says leaves nothing.
 * @throws Refusal `import.file-too-large`, `import.unknown-format`, `import.not-what-it-says`, `import.disk-full`, …
 */
export const receiveFile = async (directory: string, stream: Readable, givenName: string): Promise<ReceivedFile> => {
  await mkdir(directory, { recursive: true });
  const arriving = path.join(directory, `${randomUUID()}.part`);
  const file = await open(arriving, 'wx', 0o640);
  try {
    const received = await copyDown(stream, file, plainName(givenName));
    await file.sync();
    if (received.format === 'xlsx' && !(await hasZipMember(arriving, 'xl/workbook.xml'))) {
      throw refuse('import.not-what-it-says', { name: received.name, format: received.format });
    }
    const place = pathOfBytes(directory, received.sha256);
    if (!(await isThere(place))) await rename(arriving, place);
    return received;
  } finally {
    await file.close();
    await rm(arriving, { force: true });
  }
};
