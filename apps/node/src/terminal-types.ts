import { type TerminalType, TerminalTypeShape } from '@liandong/contract';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { readProfile } from './profiles.ts';

const typeList = Compile(Type.Object({ types: Type.Array(TerminalTypeShape) }));

/** Thing models of a profile (`<profile>/terminal-types.json`). */
export const readTerminalTypes = async (profile: string): Promise<readonly TerminalType[]> => {
  const file = `${profile}/terminal-types.json`;
  const json = await readProfile(file);
  if (typeList.Check(json)) return json.types;
  const [first] = typeList.Errors(json);
  throw new Error(`${file}: ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
};
