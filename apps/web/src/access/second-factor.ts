import { ApiProblem } from '../api/index.ts';
import { createCell } from '../state/index.ts';

/** Somebody is asked for the second factor; whoever shows the question settles it. */
interface StepUp {
  readonly asked: Promise<void>;
  readonly done: () => void;
  readonly cancel: () => void;
}

/** The question that is open now, for the dialog to show. */
export const openStepUp = createCell<StepUp | undefined>(undefined);

/**
 * Does what may need a second factor: where the server asks for it, so does a dialog, and the work is done again
 * afterwards. Rejects with the server's own refusal when the person does not want to.
 */
export async function withSecondFactor<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFactorRequired(error)) throw error;
    await askOnce(error);
    return work();
  }
}

function isFactorRequired(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.code === 'second-factor-required';
}

/** Parts of a page that ask at the same time wait for one answer. */
function askOnce(refusal: ApiProblem): Promise<void> {
  const open = openStepUp.value;
  if (open !== undefined) return open.asked;
  let settle: Pick<StepUp, 'done' | 'cancel'> | undefined;
  const asked = new Promise<void>((resolve, reject) => {
    settle = { done: resolve, cancel: () => reject(refusal) };
  });
  const close = (how: 'done' | 'cancel') => (): void => {
    openStepUp.value = undefined;
    settle?.[how]();
  };
  openStepUp.value = { asked, done: close('done'), cancel: close('cancel') };
  return asked;
}
