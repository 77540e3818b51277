import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { faultTests } from './all.ts';
import { startPostgres, type Postgres } from './city.ts';
import type { FaultTest } from './fault-test.ts';
import { runFaultTest, type Line } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, report: { type: 'string' } },
});

function chooseTests(names: readonly string[]): readonly FaultTest[] {
  const unknown = names.filter((name) => !faultTests.some(({ id }) => id === name));
  if (unknown.length > 0) {
    throw new Error(
      `No fault test is named ${unknown.join(', ')}. There are: ${faultTests.map(({ id }) => id).join(', ')}`,
    );
  }
  return names.length === 0 ? faultTests : faultTests.filter(({ id }) => names.includes(id));
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text !== undefined && !(Number(text) > 0)) {
    throw new Error(`--${name} needs a number above 0, not “${text}”.`);
  }
  return text === undefined ? undefined : Number(text);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // An exit in order takes servers and PostgreSQL along.
  process.on(signal, () => process.exit(1));
}
const minutes = readNumber('minutes', values.minutes);
const seed = readNumber('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 32);
const lines: Line[] = [];
let shared: Promise<Postgres> | undefined;

try {
  for (const test of chooseTests(positionals)) {
    const seconds = minutes === undefined ? test.shortSeconds : minutes * 60;
    const line = await runFaultTest(test, { seed, seconds, postgres: () => (shared ??= startPostgres()) });
    lines.push(line);
    console.log(JSON.stringify(line));
  }
} finally {
  await (await shared)?.stop();
}
if (values.report !== undefined) {
  await mkdir(dirname(values.report), { recursive: true });
  await writeFile(values.report, JSON.stringify(lines));
}
const failed = lines.filter(({ isPassed }) => !isPassed);
if (failed.length > 0) {
  console.error(`Not as promised: ${failed.map(({ fault }) => fault).join(', ')}. The seed was ${seed}.`);
  process.exitCode = 1;
}
