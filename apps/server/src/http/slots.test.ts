import { describe, expect, it } from 'vitest';
import { createSlots, networkOf } from './slots.ts';

describe('slots', () => {
  it('are bounded in all and for each address, and come back once', () => {
    const slots = createSlots({ total: 3, perAddress: 2, retryAfterSeconds: 5 });
    const give = slots.take('192.0.2.1');
    slots.take('192.0.2.1');
    expect(() => slots.take('192.0.2.1')).toThrow('rate-limited');
    slots.take('192.0.2.2');
    expect(() => slots.take('192.0.2.3')).toThrow('busy');
    give();
    give();
    expect(slots.taken).toBe(2);
    slots.take('192.0.2.1');
    expect(() => slots.take('192.0.2.1')).toThrow('busy');
  });

  it('of this machine are bounded in all only', () => {
    const slots = createSlots({ total: 3, perAddress: 1, retryAfterSeconds: 5 });
    ['127.0.0.1', '::1', '::ffff:127.0.0.1'].forEach((address) => slots.take(address));
    expect(() => slots.take('127.0.0.1')).toThrow('busy');
  });
});

describe('the network of an address', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:0:0:1'],
    ['2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::'],
    ['2001:db8::', '2001:db8:0:0:1:2:3:4'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::2'],
  ])('is the same for %s and %s', (one, other) => {
    expect(networkOf(one)).toBe(networkOf(other));
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['192.0.2.1', '192.0.2.2'],
    ['2001:db8::1', '2001:db8:0:1::1'],
  ])('is another for %s and %s', (one, other) => {
    expect(networkOf(one)).not.toBe(networkOf(other));
  });
});
