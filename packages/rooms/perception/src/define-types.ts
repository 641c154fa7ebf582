import type { TerminalType } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type ActContext, canonicalJson, type JsonObject, refuse } from '@liandong/words';
import type { Registry } from './registry.ts';
import type { LiveTerminal } from './terminal.ts';
import { compileModel, type TerminalModel } from './terminal-model.ts';
import { type NewDatastream, saveDatastreams, saveType } from './terminal-store.ts';

/** Puts thing models in place, from profiles and packs; the same ones again change nothing. */
export const defineTypes = async (
  types: readonly TerminalType[],
  context: ActContext,
  { database, registry }: { readonly database: Database; readonly registry: Registry },
): Promise<void> => {
  const changed = types.map(compileModel).filter((model) => !isKnown(registry, model));
  if (changed.length === 0) return;
  for (const model of changed) checkUnits(registry, model);
  const terminalsOf = (model: TerminalModel): readonly LiveTerminal[] =>
    [...registry.terminals()].filter((terminal) => terminal.model.type.code === model.type.code);
  const streams = await database.write(context, async (work) => {
    const wanted: NewDatastream[] = [];
    for (const model of changed) {
      await saveType(work, model.type);
      wanted.push(...terminalsOf(model).flatMap((terminal) => datastreamsFor(terminal.id, model)));
      work.record({
        type: 'TerminalTypeDefined',
        objectKind: 'terminalType',
        objectId: model.type.code,
        jurisdictionPath: [],
        body: { version: model.type.version },
      });
    }
    return saveDatastreams(work, wanted);
  });
  for (const model of changed) {
    registry.putModel(model);
    for (const terminal of terminalsOf(model)) {
      terminal.model = model;
      registry.emptyStreams(terminal);
    }
  }
  for (const row of streams) registry.putStream(row);
};

/** The series that a terminal of this model has. */
export const datastreamsFor = (terminalId: string, model: TerminalModel): readonly NewDatastream[] =>
  model.characteristics.map(({ code, unit, min, max }) => ({
    terminal_id: terminalId,
    characteristic: code,
    unit,
    min: min ?? null,
    max: max ?? null,
  }));

const isKnown = (registry: Registry, { type }: TerminalModel): boolean => {
  const known = registry.models.get(type.code)?.type;
  return known !== undefined && canonicalJson(known as JsonObject) === canonicalJson(type as JsonObject);
};

/** Values already stored would silently change their meaning. */
const checkUnits = (registry: Registry, { type, characteristics }: TerminalModel): void => {
  for (const before of registry.models.get(type.code)?.characteristics ?? []) {
    const after = characteristics.find((one) => one.code === before.code);
    if (after !== undefined && after.unit !== before.unit) {
      throw refuse('perception.type-changed-unit', { typeCode: type.code, characteristic: before.code });
    }
  }
};
