import plus from 'lucide-static/icons/plus.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatDate, useMessages } from '../i18n/index.ts';
import { announceChange, personStore, useStored, type KeptCredential, type Person } from '../offline/index.ts';
import { Dialog, Icon, Loading, Page, toast } from '../ui/index.ts';
import { AddCertificate } from './add-certificate.tsx';
import { credentialLine } from './credential-line.ts';
import { visitorMessages } from './messages.ts';
import { moreMessages } from './more-messages.ts';
import './kept.css';
import './visitor.css';

const scannedKey = 'gapura.scanned';

/** The certificates on this phone, by holder. They leave it only with a check-in. */
export function WalletPage(): VNode {
  const m = useMessages(moreMessages);
  const persons = useStored(personStore.list);
  return (
    <Page title={m.wallet} lead={m.walletLead} back="/">
      {persons === undefined ? <Loading /> : persons.map((person) => <PersonCard key={person.id} person={person} />)}
      {persons !== undefined && <AddCard isFirst={persons.length === 0} />}
    </Page>
  );
}

function AddCard({ isFirst }: { isFirst: boolean }): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  const [scanned] = useState(takeScanned);
  const [isOpen, setOpen] = useState(scanned !== undefined);
  if (!isOpen && !isFirst) {
    return (
      <button type="button" class="button" onClick={() => setOpen(true)}>
        <Icon svg={plus} />
        {t.addCertificate}
      </button>
    );
  }
  return (
    <section class="card">
      <h2>{t.addCertificate}</h2>
      <p>{m.addHint}</p>
      <AddCertificate onKept={() => setOpen(false)} {...(scanned !== undefined && { startWith: scanned })} />
    </section>
  );
}

/** What the start page scanned and was no poster but a certificate. */
function takeScanned(): string | undefined {
  const text = sessionStorage.getItem(scannedKey) ?? undefined;
  sessionStorage.removeItem(scannedKey);
  return text;
}

function PersonCard({ person }: { person: Person }): VNode {
  const m = useMessages(moreMessages);
  return (
    <section class="card">
      <div>
        <h2>{person.name}</h2>
        {person.bornOn !== '' && <p class="small soft">{m.bornOn(formatDate(person.bornOn))}</p>}
      </div>
      <ul class="stack">
        {person.credentials.map((credential) => (
          <li key={credential.text}>
            <CredentialRow person={person} credential={credential} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CredentialRow({ person, credential }: { person: Person; credential: KeptCredential }): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  const [isAsking, setAsking] = useState(false);
  const line = credentialLine(t, credential);
  const { says, verifiedAt } = credential;
  return (
    <div class="credential">
      <div>
        <strong>{line}</strong>
        <p class="small soft">
          {m.issuedBy(says.issuer, says.country)}
          {says.validUntil !== null && ` · ${m.validUntil(formatDate(says.validUntil.slice(0, 10)))}`}
        </p>
        <p class="small">
          {verifiedAt === null ? m.notVerified : m.verified} {says.demo && <em>{m.demoCertificate}</em>}
        </p>
      </div>
      <button
        type="button"
        class="button is-quiet is-danger"
        aria-label={m.deleteNamed(line)}
        onClick={() => setAsking(true)}
      >
        <Icon svg={trash} />
      </button>
      {isAsking && (
        <DeleteQuestion line={line} person={person} credential={credential} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

interface DeleteQuestionProps {
  readonly line: string;
  readonly person: Person;
  readonly credential: KeptCredential;
  readonly onClose: () => void;
}

function DeleteQuestion({ line, person, credential, onClose }: DeleteQuestionProps): VNode {
  const m = useMessages(moreMessages);
  const remove = async (): Promise<void> => {
    onClose();
    await removeCredential(person, credential);
    toast(m.deleted, { label: m.undo, run: () => void restore(person).catch(reportError) });
  };
  return (
    <Dialog title={m.deleteQuestion} onClose={onClose}>
      <p>
        {person.name}: {line}
      </p>
      <div class="row">
        <button type="button" class="button is-danger" onClick={() => void remove().catch(reportError)}>
          {m.delete}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {m.keep}
        </button>
      </div>
    </Dialog>
  );
}

/** A holder without a credential is not kept. */
async function removeCredential(person: Person, { text }: KeptCredential): Promise<void> {
  const credentials = person.credentials.filter((kept) => kept.text !== text);
  await (credentials.length === 0 ? personStore.remove(person.id) : personStore.put({ ...person, credentials }));
  announceChange();
}

async function restore(person: Person): Promise<void> {
  await personStore.put(person);
  announceChange();
}
