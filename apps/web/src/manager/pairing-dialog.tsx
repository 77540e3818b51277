import type { DeviceSummary, GateSummary, PairingReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Qr, useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { useNow } from '../live/index.ts';
import { Dialog, ErrorState, Loading, toast } from '../ui/index.ts';
import { managerMessages } from './messages.ts';

interface PairingDialogProps {
  readonly gate: GateSummary;
  readonly devices: readonly DeviceSummary[];
  readonly onAskAgain: () => void;
  readonly onClose: () => void;
}

const askAgainMs = 2000;
/** How long the server lets a code live: a phone's clock that is behind must not promise more. */
const longestSeconds = 600;

/** Shows a short-lived code; a phone that scans it becomes the officer's screen of this gate. Closes when that happened. */
export function PairingDialog({ gate, devices, onAskAgain, onClose }: PairingDialogProps): VNode {
  const m = useMessages(managerMessages);
  const path = `/gates/${gate.code}/pairings`;
  const { value, problem, reload } = useReply(path, () => api.send<PairingReply>('POST', path, {}));
  const nowMs = useNow(1000);
  const before = useRef(devices.map(({ id }) => id));
  useEffect(() => {
    const timer = setInterval(onAskAgain, askAgainMs);
    return () => clearInterval(timer);
  }, [onAskAgain]);
  useEffect(() => {
    const paired = devices.find(({ id }) => !before.current.includes(id));
    if (paired === undefined) return;
    toast(m.paired(paired.name));
    onClose();
  }, [devices]);
  return (
    <Dialog title={m.pairTitle(gate.name)} onClose={onClose}>
      <p>{m.pairText}</p>
      {value === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && <PairingCode pairing={value} nowMs={nowMs} onRenew={reload} />}
      <button type="button" class="button" onClick={onClose}>
        {m.close}
      </button>
    </Dialog>
  );
}

interface PairingCodeProps {
  readonly pairing: PairingReply;
  readonly nowMs: number;
  readonly onRenew: () => void;
}

function PairingCode({ pairing, nowMs, onRenew }: PairingCodeProps): VNode {
  const m = useMessages(managerMessages);
  const seconds = Math.min(longestSeconds, Math.ceil((Date.parse(pairing.expiresAt) - nowMs) / 1000));
  if (seconds <= 0) {
    return (
      <div class="notice" role="status">
        <p>{m.pairExpired}</p>
        <button type="button" class="button is-primary" onClick={onRenew}>
          {m.pairAgain}
        </button>
      </div>
    );
  }
  return (
    <>
      <Qr text={pairing.url} />
      <p role="timer">{m.pairExpires(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`)}</p>
      <p class="small">{m.pairLink}</p>
      <p class="manager-link code small">{pairing.url}</p>
    </>
  );
}
