import { expect, it } from 'vitest';
import { closedMessages } from '../ui/index.ts';
import { officerMessages } from './messages.ts';

it('calls a closed place by the word of its sign', () => {
  expect(officerMessages.texts.value.verdicts.closed).toBe(closedMessages.texts.value.word);
});
