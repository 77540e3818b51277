import { describe, expect, it } from 'vitest';
import { emptyOrder, errorsOf, orderOf } from './order-draft.ts';

const at = { zone: 'WITA', now: new Date('2021-09-13T15:00:00Z') } as const;
const common = { from: null, reason: 'Pelanggaran berulang', sourceUrl: null };

describe('an order', () => {
  it('to close needs no number', () => {
    const draft = { ...emptyOrder, kind: 'close', limit: '20' } as const;
    expect(errorsOf(draft, at)).toEqual({});
    expect(orderOf(draft, 'v', 'WITA')(common)).toEqual({ ...common, venueId: 'v', kind: 'close', until: null });
  });

  it('to lower a limit takes a number as people write it, and an end on the venue’s clock', () => {
    const draft = {
      ...emptyOrder,
      limit: '1.200',
      ends: 'later',
      untilDate: '2021-09-14',
      untilTime: '08:00',
    } as const;
    expect(errorsOf(draft, at)).toEqual({});
    const request = orderOf(draft, 'v', 'WITA')(common);
    expect(request).toMatchObject({ kind: 'limit', limit: 1200, until: '2021-09-14T00:00:00.000Z' });
  });

  it.each([
    [{ limit: 'banyak' }, { limit: 'limit' }],
    [{ limit: '' }, { limit: 'limit' }],
    [{ limit: '3', ends: 'later' as const }, { untilDate: 'until' }],
    [{ limit: '3', ends: 'later' as const, untilDate: '2021-09-13', untilTime: '23:00' }, { untilDate: 'until' }],
  ])('%j is told to be wrong', (wishes, errors) => expect(errorsOf({ ...emptyOrder, ...wishes }, at)).toEqual(errors));
});
