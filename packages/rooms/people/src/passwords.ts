import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { SecurityPolicy } from '@liandong/laws';
import { refuse } from '@liandong/words';

const derive = promisify(argon2);

type Cost = SecurityPolicy['passwordHash'];
type Stored = Cost & { readonly version: number; readonly salt: Buffer; readonly tag: Buffer };

/** Argon2 version 1.3 (RFC 9106), the only one that Node knows. */
const argonVersion = 19;
const saltBytes = 16;
const tagBytes = 32;
/** Each hash holds a thread of the pool that files and name look-ups need, too. */
const atOnce = 2;
const mostWaiting = 64;

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** The PHC string format: everything needed to check a password, with the cost it was made at. */
const toText = ({ version, memoryKiB, passes, lanes, salt, tag }: Stored): string =>
  `$argon2id$v=${version}$m=${memoryKiB},t=${passes},p=${lanes}$${base64(salt)}$${base64(tag)}`;

const parse = (text: string): Stored => {
  const parts = /^\$argon2id\$v=(\d+)\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  if (parts === null) throw new Error('a stored password hash is not in the PHC form of Argon2id');
  const [, version, memory, passes, lanes, salt = '', tag = ''] = parts;
  return {
    version: Number(version),
    memoryKiB: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
};

/** Lets `atOnce` run together; the others wait in the order they came. */
const createGate = () => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    isFull: () => waiting.length >= mostWaiting,
    pass: async <Result>(run: () => Promise<Result>): Promise<Result> => {
      if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
      else running += 1;
      try {
        return await run();
      } finally {
        // The place goes to the next one, so the count stays.
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
};

export type Passwords = {
  /** Refuses with people.busy while too many hashes wait. */
  demandRoom(): void;
  hash(password: string): Promise<string>;
  /** Checks against a stored hash; does the same work and says no when there is none. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
  /** True when the hash was made at another cost than today's. */
  isStale(stored: string): boolean;
};

/** Hashes passwords with Argon2id at the cost of the profile. */
export const createPasswords = (cost: Cost): Passwords => {
  const gate = createGate();
  const tagOf = (password: string, { memoryKiB, passes, lanes, salt }: Omit<Stored, 'tag' | 'version'>) =>
    gate.pass(() =>
      derive('argon2id', {
        message: password.normalize('NFKC'),
        nonce: salt,
        parallelism: lanes,
        tagLength: tagBytes,
        memory: memoryKiB,
        passes,
      }),
    );
  const nobody = toText({
    ...cost,
    version: argonVersion,
    salt: randomBytes(saltBytes),
    tag: randomBytes(tagBytes),
  });
  return {
    demandRoom: () => {
      if (gate.isFull()) throw refuse('people.busy');
    },
    hash: async (password) => {
      const salt = randomBytes(saltBytes);
      const tag = await tagOf(password, { ...cost, salt });
      return toText({ ...cost, version: argonVersion, salt, tag });
    },
    verify: async (password, text) => {
      const stored = parse(text ?? nobody);
      const tag = await tagOf(password, stored);
      return tag.length === stored.tag.length && timingSafeEqual(tag, stored.tag);
    },
    isStale: (text) => {
      const { version, memoryKiB, passes, lanes } = parse(text);
      return version !== argonVersion || memoryKiB !== cost.memoryKiB || passes !== cost.passes || lanes !== cost.lanes;
    },
  };
};
