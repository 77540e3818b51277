import { race } from './f1-race.ts';
import { rollingRestart } from './f11-rolling-restart.ts';
import { changingLimits } from './f10-changing-limits.ts';
import { killServers } from './f2-kill-servers.ts';
import { killPostgres } from './f3-kill-postgres.ts';
import { cutAnswers } from './f4-cut-answers.ts';
import { diskFull } from './f5-disk-full.ts';
import { wrongClocks } from './f6-clocks.ts';
import { overload } from './f7-overload.ts';
import { onePerson } from './f9-one-person.ts';
import type { FaultTest } from './fault-test.ts';

export const faultTests: readonly FaultTest[] = [
  race,
  killServers,
  killPostgres,
  cutAnswers,
  diskFull,
  wrongClocks,
  overload,
  onePerson,
  changingLimits,
  rollingRestart,
];
