import type { ProcedureRequest, ProcedureStep } from '@gapura/contract';

export const mostSteps = 8;
export const longestStep = 160;

export type StepFault = 'empty' | 'long';
/** By the name of the control: `id-0`, `en-0`, … */
export type ProcedureErrors = Readonly<Record<string, StepFault>>;

/** What the form says, as a request; or what is wrong with it. */
export function readProcedure(
  steps: readonly ProcedureStep[],
): { request: ProcedureRequest } | { errors: ProcedureErrors } {
  const trimmed = steps.map(({ id, en }) => ({ id: id.trim(), en: en.trim() }));
  const errors = trimmed.flatMap((step, index) =>
    (['id', 'en'] as const).flatMap((language) => {
      const fault = faultOf(step[language]);
      return fault === undefined ? [] : [[`${language}-${index}`, fault] as const];
    }),
  );
  return errors.length > 0 ? { errors: Object.fromEntries(errors) } : { request: { steps: trimmed } };
}

function faultOf(text: string): StepFault | undefined {
  if (text === '') return 'empty';
  return text.length > longestStep ? 'long' : undefined;
}

export function withStep(
  steps: readonly ProcedureStep[],
  index: number,
  change: Partial<ProcedureStep>,
): ProcedureStep[] {
  return steps.map((step, place) => (place === index ? { ...step, ...change } : step));
}

export function withoutStep(steps: readonly ProcedureStep[], index: number): ProcedureStep[] {
  return steps.filter((_, place) => place !== index);
}

/** The step one place earlier; the first stays where it is. */
export function withStepEarlier(steps: readonly ProcedureStep[], index: number): ProcedureStep[] {
  const moved = steps[index];
  if (moved === undefined || index === 0) return [...steps];
  const others = withoutStep(steps, index);
  return [...others.slice(0, index - 1), moved, ...others.slice(index - 1)];
}
