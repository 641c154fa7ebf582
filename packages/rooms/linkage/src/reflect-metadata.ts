/*
 * The certificate library reaches us with a dependency container that insists on Reflect's metadata functions, which
 * no engine has. These three are all it calls; they are added only where they are missing.
 */
type Metadata = Map<unknown, unknown>;
const store = new WeakMap<object, Metadata>();

const defineMetadata = (key: unknown, value: unknown, target: object): void => {
  const metadata = store.get(target) ?? new Map<unknown, unknown>();
  metadata.set(key, value);
  store.set(target, metadata);
};

const getOwnMetadata = (key: unknown, target: object): unknown => store.get(target)?.get(key);

const getMetadata = (key: unknown, target: object): unknown => {
  for (let at: object | null = target; at !== null; at = Reflect.getPrototypeOf(at)) {
    const value = getOwnMetadata(key, at);
    if (value !== undefined) return value;
  }
  return undefined;
};

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { defineMetadata, getOwnMetadata, getMetadata });
