import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { issue } from './issue.ts';
import { resume } from './resume.ts';
import { revocationCompile, trustCompile, trustKey, trustShow, trustVerify } from './lists/index.ts';
import { rulesCheck, rulesImport } from './rules/index.ts';

/** Every sub-command; a new one is a file and a line. */
export const commands: readonly Command[] = [
  doctor,
  resume,
  issue,
  trustKey,
  trustCompile,
  trustShow,
  trustVerify,
  revocationCompile,
  rulesCheck,
  rulesImport,
];
