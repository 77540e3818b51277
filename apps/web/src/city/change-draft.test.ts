import { describe, expect, it } from 'vitest';
import { emptyChange, readChange } from './change-draft.ts';

const now = new Date('2021-09-13T15:00:00Z');
const read = (wishes: object) => readChange({ ...emptyChange, reason: 'Instruksi Wali Kota', ...wishes }, 'WITA', now);

describe('a change', () => {
  it('begins now unless told', () => {
    expect(read({})).toEqual({ common: { from: null, reason: 'Instruksi Wali Kota', sourceUrl: null } });
  });

  it('begins at a minute of the area’s clock', () => {
    const later = read({
      start: 'later',
      date: '2021-09-14',
      time: '00:00',
      sourceUrl: ' https://jdih.denpasarkota.go.id ',
    });
    expect(later).toMatchObject({
      common: { from: '2021-09-13T16:00:00.000Z', sourceUrl: 'https://jdih.denpasarkota.go.id' },
    });
  });

  it.each([
    [{ start: 'later' }, { date: 'date' }],
    [{ start: 'later', date: '2021-09-13', time: '22:59' }, { date: 'past' }],
    [{ reason: ' x ' }, { reason: 'reason' }],
    [{ sourceUrl: 'http://example.org' }, { sourceUrl: 'sourceUrl' }],
    [{ sourceUrl: 'https://' }, { sourceUrl: 'sourceUrl' }],
  ])('%j is told to be wrong', (wishes, errors) => expect(read(wishes)).toEqual({ errors }));
});
