import type { Colour, VenueRulesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useMessages } from '../../i18n/index.ts';
import type { Person } from '../../offline/index.ts';
import { ErrorState, Loading, uiMessages, VerdictShape } from '../../ui/index.ts';
import { getIssuers, type Issuers } from '../../verification/index.ts';
import { checkMessages } from '../check-messages.ts';
import { OutlookText } from '../outlook-text.tsx';
import { ReasonText } from '../reason-text.tsx';
import { useLoaded } from '../use-loaded.ts';
import { foresee, verdictOf, type Foreseen, type Foresight, type Verdict } from './foresee.ts';
import type { PacksAhead } from './packs-ahead.ts';

interface ForesightCardProps {
  readonly place: VenueRulesReply;
  readonly packsAhead: PacksAhead | undefined;
  readonly persons: readonly Person[];
  readonly free: number;
}

interface Answer {
  readonly foresight: Foresight;
  readonly issuers: Issuers | null;
  readonly at: string;
}

/** What the door would say now, reckoned on this phone. */
export function ForesightCard({ place, packsAhead, persons, free }: ForesightCardProps): VNode {
  const c = useMessages(checkMessages);
  const loaded = useLoaded(() => reckon({ place, packsAhead, persons }));
  if (loaded === undefined) {
    return <Loading text={c.checking} />;
  }
  if ('problem' in loaded) {
    return <ErrorState problem={loaded.problem} />;
  }
  const { foresight, issuers } = loaded.value;
  if (foresight.is !== 'foreseen') {
    return (
      <div class="notice is-error" role="alert">
        <p>{foresight.is === 'unknown' ? c.noRules : c.unreadableRules}</p>
      </div>
    );
  }
  return (
    <section class="card foresight">
      <Headline verdict={verdictOf(foresight.persons, { open: place.open, free })} persons={foresight.persons} />
      <p>
        <strong>{c.notAPass}</strong> {c.onlyServer}
      </p>
      {issuers === null && <p class="notice">{c.unverified}</p>}
      <ul class="stack">
        {foresight.persons.map((foreseen) => (
          <li key={foreseen.person.id}>
            <ForeseenPerson foreseen={foreseen} timeZone={place.timeZone} at={loaded.value.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Browsers verify signatures on secure pages only. */
async function reckon(asked: Omit<ForesightCardProps, 'free'>): Promise<Answer> {
  const now = new Date();
  const issuers = globalThis.isSecureContext ? await getIssuers(now) : null;
  return {
    issuers,
    at: now.toISOString(),
    foresight: await foresee({ ...asked, known: issuers, now }),
  };
}

const looks: Record<Exclude<Verdict, 'refused'>, Colour | 'plain'> = {
  admitted: 'green',
  review: 'yellow',
  closed: 'plain',
  full: 'plain',
};

function Headline({ verdict, persons }: { verdict: Verdict; persons: readonly Foreseen[] }): VNode {
  const c = useMessages(checkMessages);
  const refused = persons.some(({ decision }) => decision.colour === 'black') ? 'black' : 'red';
  const look = verdict === 'refused' ? refused : looks[verdict];
  return (
    <p role="status" class={`foresight-head is-${look}`}>
      {look !== 'plain' && <VerdictShape shape={look} size="2.5rem" />}
      <strong>{c.verdicts[verdict]}</strong>
    </p>
  );
}

interface ForeseenPersonProps {
  readonly foreseen: Foreseen;
  readonly timeZone: string;
  readonly at: string;
}

function ForeseenPerson({ foreseen, timeZone, at }: ForeseenPersonProps): VNode {
  const u = useMessages(uiMessages);
  const { person, decision, outlook } = foreseen;
  const { colour, reasons } = decision;
  return (
    <article class="foreseen">
      <p class="row">
        <span class={`party-mark is-${colour}`}>
          <VerdictShape shape={colour} />
          {u.colours[colour]}
        </span>
        <strong>{person.name}</strong>
      </p>
      {reasons.map((reason) => (
        <ReasonText key={reason.rule} colour={colour} reason={reason} withAdvice={colour !== 'green'} />
      ))}
      {outlook !== null && <OutlookText outlook={outlook} timeZone={timeZone} at={at} />}
    </article>
  );
}
