import type { GateSummary } from '@gapura/contract';
import type { PartialCredential } from '@gapura/credentials';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { toast } from '../ui/index.ts';
import { badgeMessages } from './badge-messages.ts';
import { officerMessages } from './messages.ts';
import { readScan } from './read-scan.ts';
import { scanRequest, withPerson, type Badges, type ScanMode } from './scan-request.ts';
import { announce } from './sound-switch.tsx';
import { useBadge } from './use-badge.ts';
import type { Door } from './use-door.ts';

/** What comes out of the scanner: parts of a code, badges and certificates; alone, or collected as a party. */
export function useScanning(gate: GateSummary, door: Door) {
  const m = useMessages(officerMessages);
  const b = useMessages(badgeMessages);
  const [mode, setMode] = useState<ScanMode>({ way: gate.direction === 'out' ? 'out' : 'in', kind: 'visitor' });
  const { party, setParty, badges, add, empty } = useParty();
  const [partial, setPartial] = useState<PartialCredential>();
  const badge = useBadge(() => toast(b.lapsed));
  const send = (certificates: readonly string[], shown: Badges): void =>
    door.ask(scanRequest(mode, { eventId: crypto.randomUUID(), gate: gate.code, certificates, badges: shown }));

  const takeCertificate = (text: string): void => {
    const employeeCode = badge.use();
    const shown: Badges = employeeCode === undefined ? {} : { [text]: employeeCode };
    if (party === undefined || mode.way === 'out') send([text], shown);
    else add(party, text, shown);
  };
  const takeCode = (code: string): void => {
    const scan = readScan(code, partial);
    if (scan.is === 'misread') {
      // An answer to somebody else must not be taken for the answer to this.
      door.close();
      announce('failed');
      toast(m.misread);
    } else if (scan.is === 'badge') {
      if (mode.way === 'in') badge.take(code);
      else toast(b.notOut);
    } else {
      setPartial(scan.is === 'part' ? scan.partial : undefined);
      if (scan.is === 'certificate') takeCertificate(scan.text);
    }
  };
  const sendParty = (): void => {
    send(party ?? [], badges);
    empty();
  };
  const prompt = partial && m.codePart(partial.codes.size, partial.total);
  const cameraPrompt = prompt ?? (badge.waiting && b.next);
  return { mode, setMode, party, setParty, badges, badge, prompt, cameraPrompt, takeCode, sendParty };
}

/** Those who were scanned to go in together, with the badges that were shown; nobody collects while it is undefined. */
function useParty() {
  const m = useMessages(officerMessages);
  const [party, setParty] = useState<readonly string[]>();
  const [badges, setBadges] = useState<Badges>({});
  const add = (to: readonly string[], certificate: string, shown: Badges): void => {
    const answer = withPerson(to, certificate);
    setParty(answer.party);
    setBadges({ ...badges, ...shown });
    toast(
      { known: m.partyKnown, full: m.partyFull, added: m.partyAdded(answer.party.length) }[answer.refusal ?? 'added'],
    );
  };
  const empty = (): void => {
    setParty([]);
    setBadges({});
  };
  return { party, setParty, badges, add, empty };
}
