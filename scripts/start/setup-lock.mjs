import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../verify/root.mjs';
import { giveUp } from './give-up.mjs';

const folder = join(root, '.gapura');
const path = join(folder, 'setup.lock');
const lookAgainMs = 200;
const longestSetupMs = 15 * 60 * 1000;

/**
 * Runs `work` while no other start installs or builds in this checkout.
 *
 * @param {() => Promise<void>} work
 */
export async function withSetupLock(work) {
  await take();
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function take() {
  for (let waiting = false; !tryTake(); waiting = true) {
    if (!isHeld()) {
      release();
      continue;
    }
    if (!waiting) console.log('Another start is preparing this checkout; waiting for it …');
    await wait(lookAgainMs);
  }
}

function tryTake() {
  try {
    // Root runs PostgreSQL under another account, which has to pass through this folder.
    mkdirSync(folder, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 });
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST') return false;
    if (code === 'ENOSPC') giveUp('the disk is full. Free some space and start again.');
    return giveUp(`this account may not write to ${root} (${code}). Clone into a folder of your own.`);
  }
}

/** A lock of a process that died, or one that is older than any set-up takes, holds nobody back. */
function isHeld() {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    const ageMs = Date.now() - statSync(path).mtimeMs;
    // Its maker may be between making the file and writing its number.
    return pid === 0 ? ageMs < lookAgainMs * 5 : ageMs < longestSetupMs && isAlive(pid);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

function release() {
  rmSync(path, { force: true });
}
