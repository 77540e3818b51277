import type { Correction, CorrectionRequest } from '@gapura/contract';
import { expect, it } from 'vitest';
import { ApiProblem } from '../api/index.ts';
import { isUncertain, splitCorrections, withCorrection, type OwnCorrection } from './use-corrections.ts';

const request = (eventId: string): CorrectionRequest => ({
  eventId,
  act: 'add',
  kind: 'visitor',
  count: 1,
  reason: 'Tanpa ponsel',
});
const sent = (eventId: string): OwnCorrection => ({ request: request(eventId), undoEventId: `undo ${eventId}` });
const answered = (eventId: string, outcome: Correction['outcome'] = 'applied'): OwnCorrection => ({
  ...sent(eventId),
  correction: { outcome } as Correction,
});
const recounted = (eventId: string, outcome: Correction['outcome'] = 'applied'): OwnCorrection => ({
  ...answered(eventId, outcome),
  request: { eventId, act: 'recount', inside: 1, reason: 'Angka tidak sesuai' },
});
const ids = (all: readonly OwnCorrection[]) => all.map(({ request: { eventId } }) => eventId).join('');

it('puts the newest on top, and an answer in the place of its question', () => {
  const all = [sent('a'), sent('b')].reduce(withCorrection, [] as OwnCorrection[]);
  expect(ids(all)).toBe('ba');
  const changed = withCorrection(all, answered('a'));
  expect(ids(changed)).toBe('ba');
  expect(changed[1]?.correction).toBeDefined();
});

it('forgets old answers, and never what has none', () => {
  const all = [sent('a'), ...'bcdefg'.split('').map((id) => answered(id))].reduce(
    withCorrection,
    [] as OwnCorrection[],
  );
  expect(ids(all)).toBe('gfedca');
});

it('keeps what may still be sent again, and lets refusals go', () => {
  const failed = (code: 'network' | 'permission-missing', eventId: string): OwnCorrection => ({
    ...sent(eventId),
    problem: new ApiProblem(code, { status: code === 'network' ? 0 : 403, title: '' }),
  });
  const older = [failed('network', 'a'), failed('permission-missing', 'b')];
  const all = [...older, ...'cdefg'.split('').map((id) => answered(id))].reduce(withCorrection, [] as OwnCorrection[]);
  expect(ids(all)).toBe('gfedca');
});

it('forgets what was refused before a recount that succeeded, and nothing else', () => {
  const all = [answered('a', 'too-few'), answered('b'), sent('c'), answered('d', 'full')];
  const before = all.reduce(withCorrection, [] as OwnCorrection[]);
  expect(ids(withCorrection(before, recounted('e', 'too-few')))).toBe('edcba');
  const after = withCorrection(before, recounted('e'));
  expect(ids(after)).toBe('ecb');
  expect(ids(withCorrection(after, answered('f', 'too-few')))).toBe('fecb');
});

it('tells a lost answer from a refusal', () => {
  const problem = (code: 'network' | 'reason-names-person', status: number) =>
    new ApiProblem(code, { status, title: '' });
  expect(isUncertain({ ...sent('a'), problem: problem('network', 0) })).toBe(true);
  expect(isUncertain({ ...sent('a'), problem: problem('reason-names-person', 422) })).toBe(false);
  expect(isUncertain(sent('a'))).toBe(false);
});

it('sets the latest of one person apart, and leaves out nothing', () => {
  const bus: OwnCorrection = { ...sent('c'), request: { ...request('c'), act: 'add', kind: 'visitor', count: 30 } };
  const recount = recounted('d');
  const { latest, others } = splitCorrections([recount, bus, sent('b'), sent('a')]);
  expect(latest?.request.eventId).toBe('b');
  expect(ids(others)).toBe('dca');
  expect(splitCorrections([recount, bus])).toEqual({ latest: undefined, others: [recount, bus] });
});
