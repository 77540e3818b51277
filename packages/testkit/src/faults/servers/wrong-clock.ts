import { startGapura } from '@gapura/server';

/**
 * A server whose clock is wrong: by `CLOCK_OFFSET_MS`, and after each `CLOCK_JUMP_EVERY_MS` by up to `CLOCK_JUMP_MS` more or less.
 * The clock of the machine stays as it is, and so does the monotonic one.
 */
const read = (name: string): number => Number(process.env[name] ?? 0);
const [offsetMs, jumpMs, jumpEveryMs] = ['CLOCK_OFFSET_MS', 'CLOCK_JUMP_MS', 'CLOCK_JUMP_EVERY_MS'].map(read) as [
  number,
  number,
  number,
];
const RightDate = Date;
let wrongMs = offsetMs;

class WrongDate extends RightDate {
  constructor(...given: ConstructorParameters<typeof Date> | []) {
    if (given.length === 0) {
      super(RightDate.now() + wrongMs);
    } else {
      super(...given);
    }
  }

  static override now(): number {
    return RightDate.now() + wrongMs;
  }
}

globalThis.Date = WrongDate as DateConstructor;
if (jumpEveryMs > 0) {
  let forward = true;
  setInterval(() => {
    wrongMs = offsetMs + (forward ? jumpMs : -jumpMs);
    forward = !forward;
  }, jumpEveryMs).unref();
}

await startGapura({ quiet: true });
