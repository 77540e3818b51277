import type { RegimePreviewReply, RegimePreviewRequest } from '@gapura/contract';
import type { ComponentProps, VNode } from 'preact';
import { Confirm, useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { ErrorState, Loading } from '../ui/index.ts';
import { PreviewFigures } from './preview-figures.tsx';

type Withdrawal = Extract<RegimePreviewRequest, { withdraw: unknown }>['withdraw'];

interface WithdrawDialogProps extends Omit<ComponentProps<typeof Confirm>, 'children'> {
  readonly entry: Withdrawal;
}

/** Asks before something is withdrawn, and tells what becomes of the venues. */
export function WithdrawDialog({ entry, ...asked }: WithdrawDialogProps): VNode {
  const { value, problem } = useReply(`withdraw ${entry.id}`, () =>
    api.send<RegimePreviewReply>('POST', '/regimes/preview', { withdraw: entry }),
  );
  return (
    <Confirm {...asked}>
      {value !== undefined && <PreviewFigures preview={value} />}
      {value === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} />}
    </Confirm>
  );
}
