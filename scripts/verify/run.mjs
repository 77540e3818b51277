import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { getSteps } from './steps.mjs';
import { root } from './root.mjs';
import { countFaults, countPlaywright, countVitest } from './totals.mjs';

/** @import { Step } from './steps.mjs' */
/** @import { Totals } from './totals.mjs' */

const stepWithinMs = 20 * 60 * 1000;

/**
 * Runs the steps in order until one fails, and ends with the line `N passed, N failed`.
 *
 * @param {string[]} args `--only step,step` or nothing
 * @returns {Promise<number>} the exit code
 */
export async function verify(args) {
  const steps = getSteps(readOnly(args));
  const totals = { passed: 0, failed: 0 };
  let ok = true;
  for (const step of steps) {
    ok = await runStep(step, totals);
    if (!ok) break;
    // Servers of tests start from what was built just now, in half the time.
    if (step.name === 'build') process.env['TEST_BUILT'] = '1';
  }
  // A step without tests of its own, or a runner that broke down, still counts as one failure.
  if (!ok) totals.failed = Math.max(totals.failed, 1);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return ok ? 0 : 1;
}

/** @param {string[]} args */
function readOnly(args) {
  if (args.length === 0) return [];
  const [flag, names, ...rest] = args;
  if (flag !== '--only' || names === undefined || rest.length > 0) throw new Error('Usage: [--only step,step]');
  return names.split(',');
}

/**
 * @param {Step} step
 * @param {Totals} totals
 */
async function runStep(step, totals) {
  const startedAt = performance.now();
  if (step.reportFile !== undefined) await rm(`${root}${step.reportFile}`, { force: true });
  process.stdout.write(step.name.padEnd(12));
  const { ok, output } = await runAll(step.commands);
  const counted = await count(step);
  totals.passed += counted.passed;
  totals.failed += counted.failed;
  const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`.padStart(8);
  const tests = step.report === undefined ? '' : `  ${counted.passed} passed, ${counted.failed} failed`;
  const failed = !ok || counted.failed > 0;
  console.log(`${seconds}${tests}${failed ? '  FAILED' : ''}`);
  if (failed) console.log(output.trimEnd());
  for (const name of counted.repeated ?? []) console.log(`  passed only when repeated: ${name}`);
  return !failed;
}

/** @param {string[][]} commands */
async function runAll(commands) {
  let output = '';
  for (const command of commands) {
    const result = await runNode(command);
    output += result.output;
    if (!result.ok) return { ok: false, output };
  }
  return { ok: true, output };
}

/**
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function runNode(args) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: stepWithinMs,
  });
  let output = '';
  const collect = (/** @type {Buffer} */ part) => (output += part.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) output += `\nended by ${signal}\n`;
      resolve({ ok: code === 0, output });
    });
  });
}

/**
 * @param {Step} step
 * @returns {Promise<Totals & { repeated?: string[] }>}
 */
async function count(step) {
  if (step.reportFile === undefined) return { passed: 0, failed: 0 };
  const text = await readFile(`${root}${step.reportFile}`, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1 };
  const counters = { vitest: countVitest, faults: countFaults, playwright: countPlaywright };
  return counters[step.report ?? 'vitest'](JSON.parse(text));
}
