import type { GateReply } from '@gapura/contract';
import { useEffect, useState } from 'preact/hooks';
import { api, ApiProblem } from '../api/index.ts';
import { answerStore } from '../offline/index.ts';
import { findGateCode } from './poster.ts';
import { checkSignature } from './poster-key.ts';

/** What stands behind a poster's address. */
export type GateView =
  | { readonly is: 'loading' }
  /** `isFresh`: the server answered just now; else it is what the phone remembers. */
  | { readonly is: 'ready'; readonly reply: GateReply; readonly isFresh: boolean }
  /** A genuine poster that the phone has never seen, and no connection. */
  | { readonly is: 'unseen' }
  | { readonly is: 'forged' }
  | { readonly is: 'unknown' }
  | { readonly is: 'failed'; readonly problem: unknown };

/** Opens a gate by code and signature; `again` asks anew. */
export function useGate(written: string, signature: string | null): readonly [GateView, again: () => void] {
  const [view, setView] = useState<GateView>({ is: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const show = (next: GateView): void => {
      if (isWanted) setView(next);
    };
    openGate(written, signature).then(show, (problem: unknown) => show({ is: 'failed', problem }));
    return () => {
      isWanted = false;
    };
  }, [written, signature, attempt]);
  return [view, () => setAttempt(attempt + 1)];
}

async function openGate(written: string, signature: string | null): Promise<GateView> {
  const code = findGateCode(written);
  if (code === undefined) {
    return { is: 'unknown' };
  }
  const [isGenuine, answer] = await Promise.all([
    signature === null ? null : checkSignature(code, signature),
    askServer(code, signature),
  ]);
  if (isGenuine === false) {
    return { is: 'forged' };
  }
  return answer instanceof ApiProblem ? afterProblem(code, isGenuine === true, answer) : answer;
}

async function askServer(code: string, signature: string | null): Promise<GateView | ApiProblem> {
  try {
    const reply = await api.gate(code, signature ?? undefined);
    await answerStore.put(`gate:${code}`, reply);
    return { is: 'ready', reply, isFresh: true };
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
}

async function afterProblem(code: string, isGenuine: boolean, problem: ApiProblem): Promise<GateView> {
  if (problem.code === 'gate-signature-invalid') {
    return { is: 'forged' };
  }
  if (problem.code === 'gate-unknown' || problem.code === 'parameter-invalid') {
    return { is: 'unknown' };
  }
  const kept = problem.mayRetry ? await answerStore.find<GateReply>(`gate:${code}`) : undefined;
  if (kept !== undefined) {
    return { is: 'ready', reply: kept, isFresh: false };
  }
  return problem.mayRetry && isGenuine ? { is: 'unseen' } : { is: 'failed', problem };
}
