import { isIPv6 } from 'node:net';
import { Problem } from './problem.ts';

export interface SlotsOptions {
  readonly total: number;
  readonly perAddress: number;
  readonly retryAfterSeconds: number;
}

/** A bounded number of something that stays open for long, in all and for each address. */
export interface Slots {
  /**
   * Takes one; the function that is returned gives it back, however often it is called.
   * @throws Problem busy, rate-limited
   */
  take(address: string): () => void;
  readonly taken: number;
}

export function createSlots({ total, perAddress, retryAfterSeconds }: SlotsOptions): Slots {
  const byNetwork = new Map<string, number>();
  let taken = 0;
  const give = (network: string): void => {
    taken -= 1;
    const left = (byNetwork.get(network) ?? 1) - 1;
    if (left === 0) {
      byNetwork.delete(network);
    } else {
      byNetwork.set(network, left);
    }
  };
  return {
    get taken() {
      return taken;
    },
    take(address) {
      const network = networkOf(address);
      const used = byNetwork.get(network) ?? 0;
      if (taken >= total) {
        throw new Problem('busy', { retryAfterSeconds });
      }
      if (used >= perAddress && network !== loopback) {
        throw new Problem('rate-limited', { retryAfterSeconds });
      }
      taken += 1;
      byNetwork.set(network, used + 1);
      let given = false;
      return () => {
        if (!given) {
          given = true;
          give(network);
        }
      };
    },
  };
}

/** Everybody, where a proxy on this machine stands in front that nobody has told us of. */
export const loopback = 'loopback';

/** Who has one IPv6 address has 2^64 of them; IPv4 addresses count each for itself. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (plain === '::1' || plain.startsWith('127.')) {
    return loopback;
  }
  if (!isIPv6(plain)) {
    return plain;
  }
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
