import type { DeviceRequest, SessionReply } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { TargetedEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Field, Page } from '../ui/index.ts';
import './access.css';
import { readField } from './form-fields.ts';
import { landingOf } from './landing.ts';
import { accessMessages } from './messages.ts';
import { session } from './session.ts';
import { useSubmit } from './use-submit.ts';

/** Opened by scanning the code that the manager shows: this phone or tablet becomes the officer's screen of one gate. */
export function PairPage({ code }: { code: string }): VNode {
  const m = useMessages(accessMessages);
  const { route } = useLocation();
  const { busy, problem, run } = useSubmit();
  const [error, setError] = useState<string>();
  const pair = async (request: DeviceRequest): Promise<void> => {
    const paired = await api.send<SessionReply>('POST', '/devices', request);
    session.value = paired;
    route(landingOf(paired), true);
  };
  const submit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = readField(event.currentTarget, 'name');
    setError(name.length < 2 ? m.missingDeviceName : undefined);
    if (name.length >= 2) run(() => pair({ pairingCode: code, name }));
  };
  return (
    <Page title={m.pairTitle} lead={m.pairLead}>
      <form class="access-form" noValidate onSubmit={submit}>
        {problem !== undefined && <ErrorState problem={problem} />}
        <Field label={m.deviceName} hint={m.deviceNameHint} error={error}>
          {(control) => (
            <input {...control} name="name" maxLength={60} autoComplete="off" defaultValue={m.deviceNameDefault} />
          )}
        </Field>
        <button type="submit" class="button is-primary is-large" disabled={busy}>
          {m.pair}
        </button>
      </form>
    </Page>
  );
}
