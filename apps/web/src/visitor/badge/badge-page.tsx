import type { BadgeReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, api } from '../../api/index.ts';
import { findBadgeCode } from '../../badge/index.ts';
import { formatDate, useMessages } from '../../i18n/index.ts';
import { personStore, useStored, type Person } from '../../offline/index.ts';
import { ErrorState, Loading, Page } from '../../ui/index.ts';
import { AddCertificate } from '../add-certificate.tsx';
import { badgeMessages } from '../badge-messages.ts';
import '../visitor.css';
import { keepBadge } from './keep-badge.ts';

/** The address of an employee's badge: it is kept on this phone once, with its holder. */
export function BadgePage(): VNode {
  const b = useMessages(badgeMessages);
  const [code] = useState(takeCode);
  const { reply, problem, again } = useBadge(code);
  if (code === undefined) {
    return <NoBadge title={b.noneTitle} text={b.none} />;
  }
  if (problem instanceof ApiProblem && problem.code === 'badge-unknown') {
    return <NoBadge title={b.refusedTitle} text={b.refused} />;
  }
  return (
    <Page title={b.title} lead={b.lead} back="/">
      {reply !== undefined && <Badge code={code} reply={reply} />}
      {reply === undefined && problem === undefined && <Loading text={b.reading} />}
      {reply === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={again} />}
    </Page>
  );
}

/** Taken out of the address bar at once: nobody reads it there, and the history does not keep it. */
function takeCode(): string | undefined {
  const code = findBadgeCode(location.href);
  history.replaceState(history.state, '', location.pathname);
  return code;
}

function useBadge(code: string | undefined) {
  const [reply, setReply] = useState<BadgeReply>();
  const [problem, setProblem] = useState<unknown>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (code === undefined) return;
    setProblem(undefined);
    api.send<BadgeReply>('POST', '/badges', { employeeCode: code }).then(setReply, setProblem);
  }, [code, round]);
  return { reply, problem, again: () => setRound(round + 1) };
}

function NoBadge({ title, text }: { title: string; text: string }): VNode {
  const b = useMessages(badgeMessages);
  return (
    <Page title={title} back="/">
      <p class="notice">{text}</p>
      <a class="button is-primary" href="/">
        {b.toStart}
      </a>
    </Page>
  );
}

function Badge({ code, reply }: { code: string; reply: BadgeReply }): VNode {
  const b = useMessages(badgeMessages);
  const { organisation, leavesOn } = reply;
  const persons = useStored(personStore.list);
  const [holder, setHolder] = useState<Person>();
  const keep = (person: Person): void => {
    keepBadge(person, { code, organisation: organisation.name }).then(() => setHolder(person), reportError);
  };
  if (holder !== undefined) {
    return <Kept text={b.keptText(holder.name, organisation.name)} />;
  }
  return (
    <>
      <p class="notice is-calm">
        <strong>{b.badgeOf(organisation.name)}</strong>
        {leavesOn !== null && <span> {b.until(formatDate(leavesOn))}</span>}
      </p>
      {persons === undefined ? <Loading /> : <HolderChoice persons={persons} onKeep={keep} />}
    </>
  );
}

function Kept({ text }: { text: string }): VNode {
  const b = useMessages(badgeMessages);
  return (
    <>
      <div class="notice is-calm" role="status">
        <h2>{b.kept}</h2>
        <p>{text}</p>
      </div>
      <a class="button is-primary" href="/">
        {b.toStart}
      </a>
    </>
  );
}

interface HolderChoiceProps {
  readonly persons: readonly Person[];
  readonly onKeep: (holder: Person) => void;
}

function HolderChoice({ persons, onKeep }: HolderChoiceProps): VNode {
  const b = useMessages(badgeMessages);
  const [first] = persons;
  const [chosen, setChosen] = useState(persons.length === 1 ? first?.id : undefined);
  const holder = persons.find(({ id }) => id === chosen);
  if (first === undefined) {
    return (
      <section class="card">
        <h2>{b.certificateFirst}</h2>
        <p>{b.certificateFirstText}</p>
        <AddCertificate onKept={onKeep} />
      </section>
    );
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (holder !== undefined) onKeep(holder);
      }}
    >
      <fieldset class="stack">
        <legend>
          <h2>{b.whose}</h2>
        </legend>
        {persons.map(({ id, name }) => (
          <label key={id} class="choice">
            <input type="radio" name="holder" checked={id === chosen} onChange={() => setChosen(id)} />
            <strong>{name}</strong>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button is-primary is-large is-full" disabled={holder === undefined}>
        {holder === undefined ? b.choose : b.keep}
      </button>
    </form>
  );
}
