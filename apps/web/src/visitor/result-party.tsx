import type { CheckInReply, Colour } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import type { CheckInRecord } from '../offline/index.ts';
import { uiMessages, VerdictShape } from '../ui/index.ts';
import { visitorMessages } from './messages.ts';
import { moreMessages } from './more-messages.ts';
import { OutlookText } from './outlook-text.tsx';
import { ReasonText } from './reason-text.tsx';

/** More people than these are summed up: what is green needs no words, and the others come first. */
const mostInFull = 4;

interface ResultPartyProps {
  readonly record: CheckInRecord;
  /** Whether what a rule advises still makes sense now. */
  readonly isTimely: (rule: string, colour: Colour) => boolean;
}

/** Each person with colour, reasons and what to do. */
export function ResultParty({ record, isTimely }: ResultPartyProps): VNode {
  const t = useMessages(visitorMessages);
  const members = record.reply.persons.map((person, index) => ({
    person,
    name: record.party[index]?.name || t.withoutCertificate,
  }));
  const isLarge = members.length > mostInFull;
  const shown = isLarge ? members.filter(({ person }) => person.colour !== 'green') : members;
  const green = isLarge ? members.filter(({ person }) => person.colour === 'green') : [];
  return (
    <ul class="party">
      {shown.map((member, index) => (
        <Member key={index} {...member} record={record} isTimely={isTimely} />
      ))}
      {green.length > 0 && <GreenOnes members={green} isTimely={isTimely} />}
    </ul>
  );
}

interface MemberProps {
  readonly person: CheckInReply['persons'][number];
  readonly name: string;
}

function Member({ person, name, record, isTimely }: MemberProps & ResultPartyProps): VNode {
  const u = useMessages(uiMessages);
  const t = useMessages(visitorMessages);
  const { kind, colour, reasons, outlook } = person;
  const { timeZone } = record.reply.venue;
  const at = record.reply.decidedAt;
  return (
    <li>
      <span class={`party-mark is-${colour}`}>
        <VerdictShape shape={colour} />
        {u.colours[colour]}
      </span>
      <strong>
        {name}
        {kind !== undefined && ` (${t.kinds[kind]})`}
      </strong>
      {reasons.map((reason) => (
        <ReasonText key={reason.rule} colour={colour} reason={reason} withAdvice={isTimely(reason.rule, colour)} />
      ))}
      {outlook !== undefined && <OutlookText outlook={outlook} timeZone={timeZone} at={at} />}
    </li>
  );
}

/** Many green people in one card: how many, the reasons that they share, and their names. */
function GreenOnes({
  members,
  isTimely,
}: { members: readonly MemberProps[] } & Pick<ResultPartyProps, 'isTimely'>): VNode {
  const u = useMessages(uiMessages);
  const m = useMessages(moreMessages);
  const reasons = new Map(members.flatMap(({ person }) => person.reasons.map((reason) => [reason.rule, reason])));
  return (
    <li>
      <span class="party-mark is-green">
        <VerdictShape shape="green" />
        {u.colours.green}
      </span>
      <strong>{m.people(formatNumber(members.length))}</strong>
      {[...reasons.values()].map((reason) => (
        <ReasonText key={reason.rule} colour="green" reason={reason} withAdvice={isTimely(reason.rule, 'green')} />
      ))}
      <details>
        <summary>{m.theirNames}</summary>
        <ul class="party-names">
          {members.map(({ name }, index) => (
            <li key={index}>{name}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}
