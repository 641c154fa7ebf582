/** One import as written, with its line (from 1). `specifier` is undefined when it is computed at run time. */
export type Import = {
  readonly specifier: string | undefined;
  readonly line: number;
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
};

/**
 * Every import of a TypeScript file: static, dynamic, of types, re-exports, require, module and worker addresses.
 * A scanner and no parser: imports are found by their shape at the start of a line or of a call, which strings and
 * comments do not have in code that passes the formatter.
 */
export const scanImports = (source: string): readonly Import[] => {
  const code = blankComments(source);
  return shapes
    .flatMap((shape) => [...code.matchAll(shape)])
    .map((match) => ({
      specifier: match[1],
      line: lineAt(code, match.index + match[0].search(/\S/)),
      typeOnly: /^\s*(import|export)\s+type\s/.test(match[0]),
    }))
    .sort((a, b) => a.line - b.line);
};

/** Comments replaced by blanks, with line ends kept. An address such as https://x in a string stays. */
export const blankComments = (source: string): string =>
  source
    .replaceAll(/(^|[\s{(,;])\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|\s)\/\/.*$/gm, (comment) => comment.replaceAll(/[^\n]/g, ' '));

const shapes: readonly RegExp[] = [
  /^[ \t]*(?:import|export)\s(?:[^'"`;=]|=(?!=))*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
  /^[ \t]*import\s*['"]([^'"\n]+)['"]/gm,
  /\bimport\(\s*['"`]([^'"`$\n]+)['"`]\s*[,)]/g,
  /\bimport\(\s*(?!['"`\s])/g,
  /\bimport\(\s*`[^`]*\$\{/g,
  /\brequire(?:\.resolve)?\(\s*['"`]([^'"`$\n]+)['"`]\s*\)/g,
  /\bcreateRequire\([^\n]*?\)\.resolve\(\s*['"]([^'"\n]+)['"]\s*\)/g,
  /\bimport\.meta\.resolve\(\s*['"]([^'"\n]+)['"]/g,
  /\bnew URL\(\s*['"](\.[^'"\n]+\.(?:ts|tsx|js|mjs))['"]\s*,\s*import\.meta\.url/g,
];

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
