import { audit } from './audit.ts';
import type { Command } from './command.ts';
import { jurisdictions } from './jurisdictions.ts';
import { link } from './link.ts';
import { replay } from './replay.ts';
import { sample } from './sample.ts';

export const commands: Readonly<Record<string, Command>> = { link, audit, jurisdictions, sample, replay };
