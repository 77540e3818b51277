import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askOn } from './terminal.ts';

/** A terminal that tells in which order its echo is switched and something is written. */
function openTerminal() {
  const happened: string[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => void happened.push(isRaw ? 'hidden' : 'shown'),
  });
  const output = new PassThrough();
  output.on('data', (chunk: Buffer) => happened.push(chunk.toString()));
  return { happened, lines: { input: input as unknown as NodeJS.ReadStream, output }, input };
}

describe('a question on the terminal', () => {
  it('hides the answer before it asks for a secret, and never shows it', async () => {
    const { happened, lines, input } = openTerminal();
    const answer = askOn(lines, 'Password: ', true);
    input.write('sawah hijau\r');
    expect(await answer).toBe('sawah hijau');
    expect(happened.slice(0, 2)).toEqual(['hidden', 'Password: ']);
    expect(happened.join('')).not.toContain('sawah');
  });

  it('shows what is no secret', async () => {
    const { happened, lines, input } = openTerminal();
    const answer = askOn(lines, 'Name: ', false);
    input.write('petugas\r');
    expect(await answer).toBe('petugas');
    expect(happened.join('')).toContain('Name: ');
    expect(happened.join('')).toContain('petugas');
  });

  it('asks nobody where there is no terminal', async () => {
    const { lines, input, happened } = openTerminal();
    input.isTTY = false;
    expect(await askOn(lines, 'Name: ', false)).toBeNull();
    expect(happened).toEqual([]);
  });
});
