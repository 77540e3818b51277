import type { InvitationReply } from '@gapura/contract';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import type { VNode } from 'preact';
import { Qr } from '../access/index.ts';
import { formatDateTime, useMessages } from '../i18n/index.ts';
import { Dialog, Icon, toast } from '../ui/index.ts';
import { managerMessages } from './messages.ts';
import { timeZones } from './venue-draft.ts';

interface InvitationDialogProps {
  readonly name: string;
  readonly invitation: InvitationReply;
  readonly onClose: () => void;
}

/** The only time that the link can be seen: to copy, or to scan with the invited person's phone. */
export function InvitationDialog({ name, invitation, onClose }: InvitationDialogProps): VNode {
  const m = useMessages(managerMessages);
  const copy = (): void => {
    navigator.clipboard.writeText(invitation.url).then(
      () => toast(m.copied),
      () => toast(m.copyFailed),
    );
  };
  return (
    <Dialog title={m.invitationFor(name)} onClose={onClose}>
      <p>{m.invitationText}</p>
      <p class="manager-link code small">{invitation.url}</p>
      {'clipboard' in navigator && (
        <button type="button" class="button is-primary" onClick={copy}>
          <Icon svg={copyIcon} />
          {m.copy}
        </button>
      )}
      <Qr text={invitation.url} />
      <p class="soft small">{m.invitationExpires(formatDateTime(invitation.expiresAt, timeZones[0]))}</p>
      <button type="button" class="button" onClick={onClose}>
        {m.close}
      </button>
    </Dialog>
  );
}
