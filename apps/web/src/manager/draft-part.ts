import type { FormErrors } from '../access/index.ts';
import type { VenueDraft } from './venue-draft.ts';

/** What the parts of the form share: what is typed, what is wrong, how to change it. */
export interface DraftPart {
  readonly draft: VenueDraft;
  readonly errors: FormErrors;
  readonly onChange: (change: Partial<VenueDraft>) => void;
}
