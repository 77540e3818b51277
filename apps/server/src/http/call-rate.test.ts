import { describe, expect, it } from 'vitest';
import { createCallRate } from './call-rate.ts';

describe('createCallRate', () => {
  let now = Date.parse('2021-09-21T02:00:00Z');
  const open = () => createCallRate({ clock: () => new Date(now), perMinute: 2 });

  it('refuses one network too many calls within a minute, and says until when', () => {
    const rate = open();
    rate.count('192.0.2.1');
    now += 20_000;
    rate.count('192.0.2.1');
    expect(() => rate.count('192.0.2.1')).toThrow(
      expect.objectContaining({ code: 'rate-limited', details: { retryAfterSeconds: 40 } }),
    );
    expect(() => rate.count('192.0.2.2')).not.toThrow();
    now += 40_000;
    expect(() => rate.count('192.0.2.1')).not.toThrow();
  });

  it('does not take everybody behind a proxy of this machine for one', () => {
    const rate = open();
    ['127.0.0.1', '::1', '::ffff:127.0.0.1'].forEach((address) => {
      expect(() => rate.count(address)).not.toThrow();
    });
  });

  it('counts all addresses of one IPv6 network together', () => {
    const rate = open();
    rate.count('2001:db8:0:1::1');
    rate.count('2001:db8:0:1::2');
    expect(() => rate.count('2001:db8:0:1::3')).toThrow(expect.objectContaining({ code: 'rate-limited' }));
    expect(() => rate.count('2001:db8:0:2::1')).not.toThrow();
  });
});
