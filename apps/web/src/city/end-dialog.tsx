import type { Exposure, ExposureEndRequest, ExposuresReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDate, useMessages } from '../i18n/index.ts';
import { Dialog, ErrorState } from '../ui/index.ts';
import { Choice } from './choice.tsx';
import { cityMessages } from './messages.ts';

interface EndDialogProps {
  readonly exposure: Exposure;
  readonly onEnded: (next: ExposuresReply) => void;
  readonly onClose: () => void;
}

/** Ends a case or a contact before its rule does, saying why. */
export function EndDialog({ exposure, onEnded, onClose }: EndDialogProps): VNode {
  const m = useMessages(cityMessages);
  const [reason, setReason] = useState<ExposureEndRequest['reason']>('exit-test');
  const { busy, problem, run } = useSubmit();
  const end = async (): Promise<void> =>
    onEnded(await api.send<ExposuresReply>('POST', `/exposures/${exposure.id}/end`, { reason }));
  return (
    <Dialog title={m.endOf(m.exposureKinds[exposure.kind], formatDate(exposure.on))} onClose={onClose}>
      <p>{m.endText}</p>
      <Choice
        legend={m.reason}
        name="end-reason"
        value={reason}
        options={[
          ['exit-test', m.endReasons['exit-test']],
          ['recovered', m.endReasons.recovered],
          ['mistake', m.endReasons.mistake],
        ]}
        onChoose={setReason}
      />
      {problem !== undefined && <ErrorState problem={problem} />}
      <div class="row">
        <button type="button" class="button is-danger" disabled={busy} onClick={() => run(end)}>
          {m.end}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {m.cancel}
        </button>
      </div>
    </Dialog>
  );
}
