import type { BadgeReply } from '@gapura/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, api } from '../api/index.ts';
import { findBadgeCode } from '../badge/index.ts';

/** A badge that was scanned and waits for its holder's certificate. */
export interface WaitingBadge {
  readonly code: string;
  /** What the server says of it: nothing yet, where it counts, that it does not, or nothing at all. */
  readonly answer: BadgeReply | 'unknown' | 'unsure' | undefined;
}

export interface BadgeHolder {
  readonly waiting: WaitingBadge | undefined;
  readonly take: (text: string) => void;
  /** The code for the person whose certificate comes now; it counts for nobody after them. */
  readonly use: () => string | undefined;
  readonly cancel: () => void;
}

/** Whoever comes after somebody who turned back must not be taken for the employee. */
const waitsMs = 45_000;

/** Keeps the badge of the person who stands at the gate until their certificate is scanned. */
export function useBadge(onLapse: () => void): BadgeHolder {
  const [waiting, setWaiting] = useState<WaitingBadge>();
  const current = useRef<string | undefined>(undefined);
  const put = (next: WaitingBadge | undefined): void => {
    current.current = next?.code;
    setWaiting(next);
  };
  const code = waiting?.code;
  useEffect(() => {
    if (code === undefined) return undefined;
    const timer = setTimeout(() => {
      put(undefined);
      onLapse();
    }, waitsMs);
    return () => clearTimeout(timer);
  }, [code]);
  const take = (text: string): void => {
    const found = findBadgeCode(text);
    if (found === undefined) return;
    put({ code: found, answer: undefined });
    void ask(found);
  };
  const ask = async (found: string): Promise<void> => {
    const answer = await askAbout(found);
    if (current.current === found) put({ code: found, answer });
  };
  const use = (): string | undefined => {
    const used = current.current;
    put(undefined);
    return used;
  };
  return { waiting, take, use, cancel: () => put(undefined) };
}

async function askAbout(employeeCode: string): Promise<WaitingBadge['answer']> {
  try {
    return await api.send<BadgeReply>('POST', '/badges', { employeeCode });
  } catch (error) {
    return error instanceof ApiProblem && error.code === 'badge-unknown' ? 'unknown' : 'unsure';
  }
}
