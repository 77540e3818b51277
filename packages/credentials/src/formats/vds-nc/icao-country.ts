import { toAlpha2 } from '../../countries.ts';

/** ISO 3166 alpha-2 of a state as Doc 9303-3 §5 writes it: alpha-3, but Germany is `D`. */
export function findCountry(code: unknown): string | undefined {
  if (code === 'D') return 'DE';
  return typeof code === 'string' && /^[A-Z]{3}$/u.test(code) ? toAlpha2(code) || undefined : undefined;
}
