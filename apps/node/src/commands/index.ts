import { audit } from './audit.ts';
import type { Command } from './command.ts';
import { importCommand } from './import.ts';
import { link } from './link.ts';
import { replay } from './replay.ts';
import { sample } from './sample.ts';

export const commands: Readonly<Record<string, Command>> = { link, audit, import: importCommand, sample, replay };
