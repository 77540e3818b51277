import { randomInt } from 'node:crypto';

/** Somebody of the demo who signs in; the password is made for this installation and shown on the demo's page. */
export interface DemoStaff {
  readonly role: 'admin' | 'overseer' | 'manager' | 'officer' | 'issuer';
  readonly displayName: string;
  readonly signInName: string;
  readonly password: string;
}

export function makeStaff(): DemoStaff[] {
  return [
    { role: 'officer', displayName: 'Petugas Uji', signInName: 'petugas', password: makePassword() },
    { role: 'issuer', displayName: 'Penerbit Satu Uji', signInName: 'penerbit.satu', password: makePassword() },
    { role: 'issuer', displayName: 'Penerbit Dua Uji', signInName: 'penerbit.dua', password: makePassword() },
    { role: 'manager', displayName: 'Pengelola Uji', signInName: 'pengelola', password: makePassword() },
    { role: 'overseer', displayName: 'Satgas Uji', signInName: 'satgas', password: makePassword() },
    { role: 'admin', displayName: 'Admin Uji', signInName: 'admin', password: makePassword() },
  ];
}

const symbols = '23456789abcdefghjkmnpqrstvwxyz';

/** Three groups of four symbols that nobody mistakes for another one: 58 bits. */
function makePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => symbols.charAt(randomInt(symbols.length))).join('');
  return [group(), group(), group()].join('-');
}
