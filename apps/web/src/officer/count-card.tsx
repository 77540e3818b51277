import type { Closed, Occupancy, PersonKind } from '@gapura/contract';
import minus from 'lucide-static/icons/minus.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { ClosedSign, Icon, closedMessages } from '../ui/index.ts';
import { Choice } from './choice.tsx';
import { CorrectionList } from './correction-list.tsx';
import { officerMessages } from './messages.ts';
import { splitCorrections, type Corrections } from './use-corrections.ts';
import './count-card.css';

export interface CountCardProps {
  readonly occupancy: Occupancy;
  readonly closed: Closed | undefined;
  readonly corrections: Corrections;
  readonly kind: PersonKind;
  readonly onKind: (kind: PersonKind) => void;
}

/** How many are inside, between the buttons that count one person by hand. Whom they count and why is chosen once and stays. */
export function CountCard({ occupancy, closed, corrections, kind, onKind }: CountCardProps): VNode {
  const m = useMessages(officerMessages);
  const [added, setAdded] = useState(0);
  const [removed, setRemoved] = useState(0);
  const count = (act: 'add' | 'remove', usual: readonly string[], index: number): void =>
    corrections.ask({ act, kind, count: 1, reason: usual[index] ?? usual[0] ?? '' });
  const { latest } = splitCorrections(corrections.own);
  return (
    <section class="card officer-count" aria-label={m.inside}>
      <ByHand
        occupancy={occupancy}
        closed={closed}
        onRemove={() => count('remove', m.removeReasons, removed)}
        onAdd={() => count('add', m.addReasons, added)}
      />
      {latest !== undefined && <CorrectionList own={[latest]} closed={closed} corrections={corrections} />}
      <Places occupancy={occupancy} closed={closed} />
      <details class="officer-fold">
        <summary class="small">{m.correctReasons(kind === 'visitor' ? m.visitor : m.employee)}</summary>
        <Choice legend={m.kind} value={kind} options={{ visitor: m.visitor, employee: m.employee }} onChoose={onKind} />
        <ReasonField
          name="removed"
          label={m.removeReason}
          usual={m.removeReasons}
          value={removed}
          onValue={setRemoved}
        />
        <ReasonField name="added" label={m.addReason} usual={m.addReasons} value={added} onValue={setAdded} />
      </details>
    </section>
  );
}

interface ByHandProps extends Pick<CountCardProps, 'occupancy' | 'closed'> {
  readonly onRemove: () => void;
  readonly onAdd: () => void;
}

function ByHand({ occupancy: { inside, limit }, closed, onRemove, onAdd }: ByHandProps): VNode {
  const m = useMessages(officerMessages);
  const c = useMessages(closedMessages);
  return (
    <div class="officer-count__hand">
      <button type="button" class="button" aria-label={m.removeOne} onClick={onRemove}>
        <Icon svg={minus} />1
      </button>
      <p class="officer-count__inside">
        <strong>{formatNumber(inside)}</strong>{' '}
        <span>{closed === undefined ? m.limit(formatNumber(limit)) : c.stillInside}</span>
      </p>
      <button type="button" class="button is-primary" aria-label={m.addOne} onClick={onAdd}>
        <Icon svg={plus} />1
      </button>
    </div>
  );
}

function Places({ occupancy, closed }: Pick<CountCardProps, 'occupancy' | 'closed'>): VNode {
  const m = useMessages(officerMessages);
  const { visitors, employees } = occupancy;
  return (
    <div class="officer-count__places">
      <dl>
        <div>
          <dt>{m.visitors}</dt>
          <dd>{formatNumber(visitors)}</dd>
        </div>
        <div>
          <dt>{m.employees}</dt>
          <dd>{formatNumber(employees)}</dd>
        </div>
      </dl>
      <div class="officer-count__state" role="status">
        {closed === undefined ? <Left {...occupancy} /> : <ClosedSign closed={closed} />}
      </div>
    </div>
  );
}

function Left({ inside, leased, limit }: Occupancy): VNode {
  const m = useMessages(officerMessages);
  const left = Math.max(0, limit - inside - leased);
  return (
    <p class={left === 0 ? 'officer-count__left is-red' : 'officer-count__left'}>
      {left === 0 ? m.noPlaces : m.left(formatNumber(left))}
    </p>
  );
}

interface ReasonFieldProps {
  readonly name: string;
  readonly label: string;
  readonly usual: readonly string[];
  readonly value: number;
  readonly onValue: (index: number) => void;
}

function ReasonField({ name, label, usual, value, onValue }: ReasonFieldProps): VNode {
  return (
    <SelectField
      name={name}
      label={label}
      value={String(value)}
      onValue={(index) => onValue(Number(index))}
      options={usual.map((reason, index) => [String(index), reason] as const)}
    />
  );
}
