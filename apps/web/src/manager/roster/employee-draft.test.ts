import { expect, it } from 'vitest';
import { employeeDraftOf, readEmployee } from './employee-draft.ts';

const draft = { name: ' Ni Made Uji ', unit: '', number: '12', leavesOn: '' };

it('makes a request without spaces around, and without a last day where none is chosen', () => {
  expect(readEmployee(draft)).toEqual({ content: { name: 'Ni Made Uji', unit: '', number: '12', leavesOn: null } });
  expect(readEmployee({ ...draft, leavesOn: '2021-12-31' })).toMatchObject({ content: { leavesOn: '2021-12-31' } });
});

it('names everything that is wrong at once', () => {
  const wrong = { name: 'A', unit: 'NIP 198504122010011001', number: '3174011204610001', leavesOn: '' };
  expect(readEmployee(wrong)).toEqual({ errors: { name: true, unit: true, number: true } });
});

it('begins empty for somebody new', () => {
  expect(employeeDraftOf()).toEqual({ name: '', unit: '', number: '', leavesOn: '' });
});
