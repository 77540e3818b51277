import type { Correction, CorrectionReply, CorrectionRequest, CorrectionUndoRequest } from '@gapura/contract';
import { useState } from 'preact/hooks';
import { ApiProblem, api } from '../api/index.ts';
import type { Wish } from './correction-wish.ts';

/** A correction made on this screen: on its way, answered, or with an answer that was lost. */
export interface OwnCorrection {
  readonly request: CorrectionRequest;
  /** Made beforehand, so that an undo whose answer was lost may be sent again. */
  readonly undoEventId: string;
  readonly correction?: Correction;
  /** By this device's clock, which may be wrong, counted from the answer. */
  readonly undoableUntilMs?: number;
  readonly problem?: unknown;
}

export interface Corrections {
  /** The newest first. */
  readonly own: readonly OwnCorrection[];
  /** Sends a new one. */
  readonly ask: (wish: Wish) => void;
  /** Sends it, or sends it again: with the same event id it cannot count twice. */
  readonly send: (own: Pick<OwnCorrection, 'request' | 'undoEventId'>) => void;
  readonly undo: (own: OwnCorrection) => Promise<void>;
}

const rememberedCorrections = 5;

/** What this screen corrected, with the way back for a minute. */
export function useCorrections(gate: string): Corrections {
  const [own, setOwn] = useState<readonly OwnCorrection[]>([]);
  const path = `/gates/${gate}/corrections`;
  const put = (next: OwnCorrection): void => setOwn((all) => withCorrection(all, next));
  const send: Corrections['send'] = ({ request, undoEventId }) => {
    const asked = { request, undoEventId };
    put(asked);
    api.send<CorrectionReply>('POST', path, request).then(
      ({ correction }) => put({ ...asked, ...answered(correction) }),
      (problem: unknown) => put({ ...asked, problem }),
    );
  };
  return {
    own,
    ask: (wish) => send({ request: { ...wish, eventId: crypto.randomUUID() }, undoEventId: crypto.randomUUID() }),
    send,
    undo: async ({ request, undoEventId }) => {
      const undo: CorrectionUndoRequest = { eventId: undoEventId };
      const { correction } = await api.send<CorrectionReply>('POST', `${path}/${request.eventId}/undo`, undo);
      put({ request, undoEventId, ...answered(correction) });
    },
  };
}

function answered(correction: Correction): Pick<OwnCorrection, 'correction' | 'undoableUntilMs'> {
  const { at, undoableUntil } = correction;
  const leftMs = undoableUntil === null ? 0 : Date.parse(undoableUntil) - Date.parse(at);
  return { correction, undoableUntilMs: Date.now() + leftMs };
}

/**
 * The list with one more or one changed; what waits for an answer is never forgotten for newer ones. A recount settles
 * what was refused before it, since the number that refused it no longer stands.
 */
export function withCorrection(all: readonly OwnCorrection[], next: OwnCorrection): OwnCorrection[] {
  const known = all.some(({ request }) => request.eventId === next.request.eventId);
  const put = known ? all.map((one) => (one.request.eventId === next.request.eventId ? next : one)) : [next, ...all];
  const recount = put.findIndex(({ request, correction }) => request.act === 'recount' && isApplied(correction));
  const isSettled = ({ correction }: OwnCorrection, index: number): boolean =>
    recount !== -1 && index > recount && correction !== undefined && !isApplied(correction);
  return put
    .filter((one, index) => !isSettled(one, index))
    .filter((one, index) => index < rememberedCorrections || isOpen(one));
}

function isApplied(correction: Correction | undefined): boolean {
  return correction?.outcome === 'applied';
}

/** The latest of one person stands where it was pressed; the older ones and those of many stand together elsewhere. */
export function splitCorrections(own: readonly OwnCorrection[]): {
  latest: OwnCorrection | undefined;
  others: OwnCorrection[];
} {
  const latest = own.find(({ request }) => request.act !== 'recount' && request.count === 1);
  return { latest, others: own.filter((one) => one !== latest) };
}

function isOpen(own: OwnCorrection): boolean {
  return own.correction === undefined && (own.problem === undefined || isUncertain(own));
}

/** Whether nobody knows if it was counted: the same request may be sent again. */
export function isUncertain({ problem }: OwnCorrection): boolean {
  return problem !== undefined && (!(problem instanceof ApiProblem) || problem.mayRetry);
}
