import { createTestDatabase, type TestDatabase } from '@gapura/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodPassword, openTestAccess, type TestAccess } from './test-access.ts';

let database: TestDatabase;
let test: TestAccess;

beforeAll(async () => {
  database = await createTestDatabase();
  test = await openTestAccess(database.url);
});

afterAll(async () => {
  await test.close();
  await database.drop();
});

const signIn = (signInName: string, password: string) =>
  test.browser().send('POST', '/sessions', { signInName, password });

describe('the lock on a name', () => {
  it.each(['sari', 'stranger'])(
    'lets five of 100 parallel tries for %s through, then refuses the right password too',
    async (name) => {
      if (name === 'sari') {
        await test.signedIn({ signInName: name, role: 'admin' });
      }
      // Each process works on two passwords at once, so it takes several to race.
      const processes = await Promise.all(Array.from({ length: 5 }, () => openTestAccess(database.url)));
      const tries = await Promise.all(
        Array.from({ length: 20 }, (_, n) => `wrong ${n}`).flatMap((password) =>
          processes.map((each) => each.browser().send('POST', '/sessions', { signInName: name, password })),
        ),
      );
      await Promise.all(processes.map((each) => each.close()));
      expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
      expect(tries.filter(({ status }) => status === 429)).toHaveLength(95);
      const sixth = await signIn(name, goodPassword);
      expect(sixth).toMatchObject({ status: 429, body: { code: 'rate-limited', retryAfterSeconds: 30 } });
    },
  );

  it('opens after the wait, for one try, and waits longer after each failure', async () => {
    test.passTime(30_000);
    expect(await signIn('sari', 'wrong again')).toMatchObject({ status: 401 });
    expect(await signIn('sari', goodPassword)).toMatchObject({ status: 429, body: { retryAfterSeconds: 60 } });
    test.passTime(60_000);
    expect(await signIn('sari', goodPassword)).toMatchObject({ status: 201 });
    expect(await signIn('sari', 'wrong again')).toMatchObject({ status: 401 });
    expect(await signIn('sari', goodPassword)).toMatchObject({ status: 201 });
  });

  it('keeps no name that was typed', async () => {
    const { rows } = await test.pool.query<{ row: string }>('select t::text as row from sign_in_tries t');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(Buffer.from('stranger').toString('hex')))).toEqual([]);
  });
});
