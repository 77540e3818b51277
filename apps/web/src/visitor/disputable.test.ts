import { expect, it } from 'vitest';
import { findDisputeEnd } from './disputable.ts';

it('sends nobody to the officer with a paper once the time is over', () => {
  const reply = { disputableUntil: '2021-09-21T02:15:00.000Z' };
  expect(findDisputeEnd(reply, Date.parse('2021-09-21T02:14:59Z'))).toBe(reply.disputableUntil);
  expect(findDisputeEnd(reply, Date.parse('2021-09-21T02:15:00Z'))).toBeUndefined();
  expect(findDisputeEnd({}, Date.parse('2021-09-21T02:00:00Z'))).toBeUndefined();
});
