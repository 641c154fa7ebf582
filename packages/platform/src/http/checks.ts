import { refuse } from '@liandong/words';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

export type Check = (value: unknown) => unknown;

const isNothing = (schema: TSchema): boolean => Object.keys(schema).length === 0;

/**
 * Compiles one part of a route to a function that gives the checked value back or refuses with http.bad-request.
 * Parameters and queries arrive as text, so they are converted first; bodies never are.
 */
export const compileCheck = (schema: TSchema, where: 'params' | 'query' | 'body'): Check => {
  if (isNothing(schema)) return (value) => value;
  const compiled = Compile(schema);
  return (given) => {
    const value = where === 'body' ? given : Value.Convert(schema, given ?? {});
    if (compiled.Check(value)) return value;
    const [first] = compiled.Errors(value);
    throw refuse('http.bad-request', { where: `${where}${first?.instancePath ?? ''}`, message: first?.message ?? '' });
  };
};

/** In tests every answer is held against its own shape. */
export const compileAnswerCheck = (schema: TSchema, name: string): ((value: unknown) => void) => {
  if (isNothing(schema)) return () => undefined;
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return;
    const [first] = compiled.Errors(value);
    throw new Error(`answer of ${name} does not fit its shape: ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
  };
};
