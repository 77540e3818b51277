import type { CorrectionRequest } from '@gapura/contract';

/** `Omit` that keeps the parts of a union apart. */
type WithoutId<T> = T extends unknown ? Omit<T, 'eventId'> : never;

/** What an officer wants to correct, before it gets its event id. */
export type Wish = WithoutId<CorrectionRequest>;
