import type { DeviceSummary, GateSummary } from '@gapura/contract';
import qrCode from 'lucide-static/icons/qr-code.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Confirm, useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { ErrorState, Icon } from '../ui/index.ts';
import { managerMessages } from './messages.ts';
import { PairingDialog } from './pairing-dialog.tsx';

interface GateDevicesProps {
  readonly gate: GateSummary;
  readonly timeZone: string;
}

/** The phones and tablets that stand at a gate. */
export function GateDevices({ gate, timeZone }: GateDevicesProps): VNode {
  const m = useMessages(managerMessages);
  const path = `/devices?gate=${gate.code}`;
  const { value, problem, reload } = useReply(path, () => api.send<{ devices: DeviceSummary[] }>('GET', path));
  const [isPairing, setPairing] = useState(false);
  const devices = value?.devices;
  return (
    <div class="stack">
      <h4>{m.devices}</h4>
      {devices === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {devices?.length === 0 && <p class="soft small">{m.noDevices}</p>}
      {devices !== undefined && devices.length > 0 && (
        <ul class="stack">
          {devices.map((device) => (
            <DeviceLine key={device.id} device={device} timeZone={timeZone} onRevoked={reload} />
          ))}
        </ul>
      )}
      <div>
        <button type="button" class="button" onClick={() => setPairing(true)}>
          <Icon svg={qrCode} />
          {m.pairDevice}
        </button>
      </div>
      {isPairing && (
        <PairingDialog gate={gate} devices={devices ?? []} onAskAgain={reload} onClose={() => setPairing(false)} />
      )}
    </div>
  );
}

interface DeviceLineProps {
  readonly device: DeviceSummary;
  readonly timeZone: string;
  readonly onRevoked: () => void;
}

function DeviceLine({ device, timeZone, onRevoked }: DeviceLineProps): VNode {
  const m = useMessages(managerMessages);
  const [isAsking, setAsking] = useState(false);
  const revoke = async (): Promise<void> => {
    await api.send('DELETE', `/devices/${device.id}`);
    setAsking(false);
    onRevoked();
  };
  return (
    <li class="manager-line">
      <span>
        {device.name}
        <span class="soft small">{m.deviceSeen(formatDateTime(device.lastSeenAt, timeZone))}</span>
      </span>
      <button
        type="button"
        class="button is-danger"
        aria-label={m.revokeDevice(device.name)}
        onClick={() => setAsking(true)}
      >
        {m.revoke}
      </button>
      {isAsking && (
        <Confirm
          title={m.revokeDevice(device.name)}
          question={m.revokeQuestion(device.name)}
          action={m.revoke}
          onConfirm={revoke}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
