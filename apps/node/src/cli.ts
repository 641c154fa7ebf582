import { ApiRefusal } from '@liandong/contract';
import { Refusal } from '@liandong/words';
import { commands } from './commands/index.ts';
import { sayRefusal } from './say-refusal.ts';

const usage = (): string =>
  [
    '联动 Liandong — npm run liandong -- COMMAND',
    '',
    ...Object.values(commands).map(({ usage: line, does }) => `  ${line.padEnd(84)} ${does}`),
    '',
    '  --port N   console port of the city (8700)    --data DIR   data folder (data)',
    '',
  ].join('\n');

const say = (error: unknown): string => {
  if (error instanceof Refusal) return sayRefusal(error);
  if (error instanceof ApiRefusal) return `${error.problem.texts['zh-Hans']}\n${error.problem.texts.en}`;
  return error instanceof Error ? error.message : String(error);
};

const main = async ([name = '', ...words]: readonly string[]): Promise<number> => {
  const command = Object.entries(commands).find(([key]) => key === name)?.[1];
  if (command === undefined) {
    process.stdout.write(usage());
    return name === '' || name === 'help' ? 0 : 2;
  }
  return command.run(words);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${say(error)}\n`);
  process.exitCode = 1;
}
