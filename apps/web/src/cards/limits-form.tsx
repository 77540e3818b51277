import type { CardLimits } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField, useSubmit } from '../access/index.ts';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { ErrorState } from '../ui/index.ts';
import { cardMessages } from './messages.ts';

const names = ['perHour', 'perDay', 'perPersonDay'] as const;
const largest: Readonly<Record<keyof CardLimits, number>> = { perHour: 10_000, perDay: 100_000, perPersonDay: 100_000 };

interface LimitsFormProps {
  readonly limits: CardLimits;
  /** Absent for those who may only look. */
  readonly onSet: ((limits: CardLimits) => Promise<void>) | undefined;
}

export function LimitsForm({ limits, onSet }: LimitsFormProps): VNode {
  const m = useMessages(cardMessages);
  const [texts, setTexts] = useState<Record<keyof CardLimits, string>>({
    perHour: String(limits.perHour),
    perDay: String(limits.perDay),
    perPersonDay: String(limits.perPersonDay),
  });
  const [isTried, setTried] = useState(false);
  const { busy, problem, run } = useSubmit();
  const isWrong = (name: keyof CardLimits): boolean =>
    !/^[1-9]\d{0,5}$/.test(texts[name]) || Number(texts[name]) > largest[name];
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (names.some(isWrong) || onSet === undefined) return;
    const { perHour, perDay, perPersonDay } = texts;
    run(() => onSet({ perHour: Number(perHour), perDay: Number(perDay), perPersonDay: Number(perPersonDay) }));
  };
  if (onSet === undefined) {
    return (
      <dl class="cards-counts">
        {names.map((name) => (
          <div key={name}>
            <dt>{m.limits[name]}</dt>
            <dd>{formatNumber(limits[name])}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <form class="stack" noValidate onSubmit={submit}>
      {problem !== undefined && <ErrorState problem={problem} />}
      <div class="cards-pair">
        {names.map((name) => (
          <TextField
            key={name}
            name={name}
            label={m.limits[name]}
            value={texts[name]}
            error={isTried && isWrong(name) ? m.limitWrong(formatNumber(largest[name])) : undefined}
            numeric
            maxLength={6}
            onValue={(value) => setTexts((last) => ({ ...last, [name]: value.trim() }))}
          />
        ))}
      </div>
      <div class="row">
        <button type="submit" class="button" disabled={busy}>
          {m.setLimits}
        </button>
      </div>
    </form>
  );
}
