import search from 'lucide-static/icons/file-search.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { VNode } from 'preact';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { formatDate, useMessages } from '../i18n/index.ts';
import { announceChange, personStore, useStored, type KeptCredential, type Person } from '../offline/index.ts';
import { Dialog, Icon, Loading, Page, toast } from '../ui/index.ts';
import { AddCertificate } from './add-certificate.tsx';
import { BadgeRow } from './badge/badge-row.tsx';
import { credentialLine } from './credential-line.ts';
import { visitorMessages } from './messages.ts';
import { moreMessages } from './more-messages.ts';
import { useLoaded } from './use-loaded.ts';
import './kept.css';
import './visitor.css';

const scannedKey = 'gapura.scanned';
/** How the page that explains a certificate gets it: never in an address. */
const examinedKey = 'gapura.examined';

/** The certificates on this phone, by holder. They leave it only with a check-in. */
export function WalletPage(): VNode {
  const m = useMessages(moreMessages);
  const persons = useStored(personStore.list);
  const revoked = useRevoked();
  return (
    <Page title={m.wallet} lead={m.walletLead} back="/">
      {persons === undefined ? (
        <Loading />
      ) : (
        persons.map((person) => <PersonCard key={person.id} person={person} revoked={revoked} />)
      )}
      {persons !== undefined && <AddCard isFirst={persons.length === 0} />}
      <p>
        <a href="/certificate">{m.examine}</a>
      </p>
    </Page>
  );
}

/** The texts of kept certificates that do not count any more; none until the list is read. */
function useRevoked(): ReadonlySet<string> {
  const loaded = useLoaded(async () => {
    const persons = await personStore.list();
    if (persons.every(({ credentials }) => credentials.length === 0)) return new Set<string>();
    return (await import('./find-revoked.ts')).findRevoked(persons, new Date());
  });
  return loaded !== undefined && 'value' in loaded ? loaded.value : new Set();
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

interface PersonCardProps {
  readonly person: Person;
  readonly revoked: ReadonlySet<string>;
}

function PersonCard({ person, revoked }: PersonCardProps): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  return (
    <section class="card">
      <div>
        <h2>{person.name}</h2>
        {person.bornOn !== '' && <p class="small soft">{m.bornOn(formatDate(person.bornOn))}</p>}
        {person.credentials.length === 0 && <p class="small">{t.withoutCertificate}</p>}
      </div>
      {person.credentials.length === 0 && <DeletePerson person={person} />}
      {person.badge && <BadgeRow person={person} badge={person.badge} />}
      <ul class="stack">
        {person.credentials.map((credential) => (
          <li key={credential.text}>
            <CredentialRow person={person} credential={credential} isRevoked={revoked.has(credential.text)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CredentialRowProps {
  readonly person: Person;
  readonly credential: KeptCredential;
  readonly isRevoked: boolean;
}

function CredentialRow({ person, credential, isRevoked }: CredentialRowProps): VNode {
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  const [isAsking, setAsking] = useState(false);
  const { route } = useLocation();
  const line = credentialLine(t, credential);
  const { says, verifiedAt } = credential;
  const examine = (): void => {
    sessionStorage.setItem(examinedKey, credential.text);
    route('/certificate');
  };
  return (
    <div class="credential">
      <div>
        <strong>{line}</strong>
        <p class="small soft">
          {m.issuedBy(says.issuer, says.country)}
          {says.validUntil !== null && ` · ${m.validUntil(formatDate(says.validUntil.slice(0, 10)))}`}
        </p>
        <p class="small">
          {isRevoked ? <strong>{m.refusals.revoked}</strong> : verifiedAt === null ? m.notVerified : m.verified}{' '}
          {says.demo && <em>{m.demoCertificate}</em>}
        </p>
        <button type="button" class="button is-quiet" aria-label={m.examineNamed(line)} onClick={examine}>
          <Icon svg={search} />
          {m.examineThis}
        </button>
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
        <DeleteQuestion
          title={m.deleteQuestion}
          text={`${person.name}: ${line}`}
          person={person}
          remove={() => removeCredential(person, credential)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** Somebody who was entered here without a certificate. */
function DeletePerson({ person }: { person: Person }): VNode {
  const m = useMessages(moreMessages);
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <button
        type="button"
        class="button is-quiet is-danger"
        aria-label={m.deleteNamed(person.name)}
        onClick={() => setAsking(true)}
      >
        <Icon svg={trash} />
        {m.delete}
      </button>
      {isAsking && (
        <DeleteQuestion
          title={m.childDeleteQuestion(person.name)}
          person={person}
          remove={() => personStore.remove(person.id)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

interface DeleteQuestionProps {
  readonly title: string;
  readonly text?: string;
  readonly person: Person;
  readonly remove: () => Promise<void>;
  readonly onClose: () => void;
}

function DeleteQuestion({ title, text, person, remove, onClose }: DeleteQuestionProps): VNode {
  const m = useMessages(moreMessages);
  const removeNow = async (): Promise<void> => {
    onClose();
    await remove();
    announceChange();
    toast(m.deleted, { label: m.undo, run: () => void restore(person).catch(reportError) });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {text !== undefined && <p>{text}</p>}
      <div class="row">
        <button type="button" class="button is-danger" onClick={() => void removeNow().catch(reportError)}>
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
}

async function restore(person: Person): Promise<void> {
  await personStore.put(person);
  announceChange();
}
