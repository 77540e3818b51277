import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certificateFacts } from './examples/certificate.ts';
import { findUnshown, parseExamples, runExamples } from './examples/index.ts';
import { dccFacts } from './test-dcc.ts';
import { getPack } from './test-packs.ts';

const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../rules/${path}`, import.meta.url), 'utf8'));

function getExamples(name: string) {
  const parsed = parseExamples(readJson(`${name}/examples.json`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.examples;
}

describe.each(['id-denpasar-2021', 'id-2022-02', 'id-2022-07', 'eu-dcc', 'open'])('the examples of %s', (name) => {
  const rules = getPack(name, readJson);
  const examples = getExamples(name);

  it.each(examples)('$title: $colour', (example) => {
    expect(runExamples(rules, [example])).toEqual([]);
  });

  it('show every rule at least once', () => {
    expect(findUnshown(rules, examples)).toEqual([]);
  });
});

describe('an example', () => {
  it('of a certificate is what a verifier reads of one that is signed', async () => {
    const certificates = getExamples('eu-dcc').flatMap((example) => example.certificates);
    expect(certificates.length).toBeGreaterThan(20);
    for (const certificate of certificates) {
      const { doses, tests, recoveries, dcc, holder } = await dccFacts(certificate);
      expect(certificateFacts(certificate, '1990-05-17')).toMatchObject({ doses, tests, recoveries, dcc, holder });
    }
  });

  it('that the pack answers otherwise is named with both answers', () => {
    const [first] = getExamples('open');
    if (first === undefined) throw new Error('no example');
    expect(runExamples(getPack('eu-dcc', readJson), [first])).toEqual([
      {
        path: '/0',
        message:
          '“nothing presented”: says green (admitted) by open.everybody, the pack red (refused) by eu-dcc.nothing-found',
      },
    ]);
  });

  it('that is wrong is named with its place', () => {
    const wrong = [
      { title: 'x', now: 'today', timeZone: 'Asia/Denpasar', colour: 'blue', doses: [{ number: '2', dose: 1 }] },
      {
        title: 'y',
        now: '2021-09-21T10:00:00Z',
        timeZone: 'UTC',
        colour: 'red',
        rules: [7],
        certificates: [{ v: { x: 1 } }],
      },
    ];
    const parsed = parseExamples(wrong);
    expect(parsed.ok ? [] : parsed.errors.map(({ path, message }) => `${path} ${message}`)).toEqual([
      '/0/now must look like 2021-09-21T10:00:00+08:00',
      '/0/timeZone must be a time zone, for instance Asia/Makassar',
      '/0/doses/0/number must be a number',
      '/0/doses/0/dose is not known here',
      '/0/colour must be one of green, yellow, red, black',
      '/0/rules must be a list',
      '/1/certificates/0/v/x is not known here',
      '/1/rules/0 must be a text',
    ]);
  });
});
