import type { Procedure, ProcedureStep, ProceduresReply, Situation } from '@gapura/contract';
import { useEffect } from 'preact/hooks';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { keepOnDevice, recallFromDevice } from './device-memory.ts';

const nameOf = (gate: string): string => `gapura.procedures.${gate}`;

/** What this gate's officer does in each situation: as the server says, and without it as it said last. */
export type Procedures = (situation: Situation | undefined) => readonly ProcedureStep[];

export function useProcedures(gate: string): Procedures {
  const path = `/gates/${gate}/procedures`;
  const { value } = useReply(path, () => api.send<ProceduresReply>('GET', path));
  useEffect(() => {
    if (value !== undefined) keepOnDevice(nameOf(gate), JSON.stringify(value.procedures));
  }, [gate, value]);
  const procedures = value?.procedures ?? readKept(gate);
  return (situation) => procedures.find((procedure) => procedure.situation === situation)?.steps ?? [];
}

/** What the server said last. */
export function readKept(gate: string): readonly Procedure[] {
  const kept = recallFromDevice(nameOf(gate));
  // Only this page writes under this name.
  return kept === null ? [] : (JSON.parse(kept) as Procedure[]);
}
