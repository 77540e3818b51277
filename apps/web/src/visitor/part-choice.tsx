import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { formatNumber, useMessages } from '../i18n/index.ts';
import type { Companion } from '../offline/index.ts';
import { Dialog } from '../ui/index.ts';
import { visitorMessages } from './messages.ts';
import { moreMessages } from './more-messages.ts';

interface PartChoiceProps {
  readonly title: string;
  readonly text: string;
  readonly party: readonly Companion[];
  /** The places in the party of those who may be chosen. */
  readonly candidates: readonly number[];
  /** As many as may be chosen; the first ones are, until somebody chooses others. */
  readonly most: number;
  readonly onConfirm: (chosen: ReadonlySet<number>) => void;
  readonly onClose: () => void;
}

/** Who of a party goes in now. Nothing happens before it is confirmed. */
export function PartChoice(props: PartChoiceProps): VNode {
  const { title, text, party, candidates, most, onConfirm, onClose } = props;
  const t = useMessages(visitorMessages);
  const m = useMessages(moreMessages);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(candidates.slice(0, most)));
  const toggle = (index: number): void => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    setChosen(next);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <p role="status">
        <strong>{m.chosenOf(formatNumber(chosen.size), formatNumber(Math.min(most, candidates.length)))}</strong>
      </p>
      <fieldset class="stack part-choice">
        <legend class="visually-hidden">{t.whoComesIn}</legend>
        {candidates.map((index) => (
          <label key={index} class="choice">
            <input
              type="checkbox"
              checked={chosen.has(index)}
              disabled={chosen.size >= most && !chosen.has(index)}
              onChange={() => toggle(index)}
            />
            <strong>{party[index]?.name || t.withoutCertificate}</strong>
          </label>
        ))}
      </fieldset>
      <div class="row">
        <button type="button" class="button is-primary" disabled={chosen.size === 0} onClick={() => onConfirm(chosen)}>
          {chosen.size === 0 ? t.chooseFirst : t.checkIn(chosen.size)}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {m.notNow}
        </button>
      </div>
    </Dialog>
  );
}
