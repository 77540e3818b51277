import { expect, it } from 'vitest';
import { readLimit } from './limit-draft.ts';

const draft = { limit: '450', visitorLimit: '', employeeLimit: '100', reason: ' PPKM level 3 ' };

it('makes the request; nothing typed is no separate limit', () => {
  expect(readLimit(draft, 600)).toEqual({
    request: { limit: 450, visitorLimit: null, employeeLimit: 100, reason: 'PPKM level 3' },
  });
});

it('lets a limit of nobody pass, and refuses one above the capacity', () => {
  expect(readLimit({ ...draft, limit: '0' }, 600)).toMatchObject({ request: { limit: 0 } });
  expect(readLimit({ ...draft, limit: '601' }, 600)).toEqual({ errors: { limit: 'limit' } });
});

it('names everything that is wrong at once', () => {
  expect(readLimit({ limit: '', visitorLimit: 'x', employeeLimit: '-1', reason: 'a' }, 600)).toEqual({
    errors: { limit: 'limit', visitorLimit: 'part', employeeLimit: 'part', reason: 'reason' },
  });
});
