import type { Area, LevelChange, RegimesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { ChangeFlow } from './change-flow.tsx';
import { Choice } from './choice.tsx';
import { cityMessages } from './messages.ts';
import { zoneOf } from './zone.ts';

interface LevelCardProps {
  readonly area: Area;
  readonly onEntered: (regimes: RegimesReply) => void;
}

const levelOf: Record<string, LevelChange['level']> = { '1': 1, '2': 2, '3': 3, '4': 4, above: null };

/** Puts a level in force in an area. */
export function LevelCard({ area, onEntered }: LevelCardProps): VNode {
  const m = useMessages(cityMessages);
  const [level, setLevel] = useState('');
  const options: [string, string][] = [
    ...['1', '2', '3', '4'].map((number): [string, string] => [number, number]),
    ...(area.parent === null ? [] : [['above', m.asAbove] as [string, string]]),
  ];
  return (
    <section class="card" aria-labelledby="city-new-level">
      <h2 id="city-new-level">{m.newLevel(area.name)}</h2>
      <ChangeFlow
        zone={zoneOf(area.code)}
        errors={level === '' ? { level: m.errors.level } : {}}
        change={(common) => ({ level: { ...common, area: area.code, level: levelOf[level] ?? null } })}
        onEntered={(regimes) => {
          setLevel('');
          onEntered(regimes);
        }}
      >
        {() => <Choice legend={m.level} name="level" value={level} options={options} onChoose={setLevel} />}
      </ChangeFlow>
    </section>
  );
}
