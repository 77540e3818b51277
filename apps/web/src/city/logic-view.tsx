import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { readLogic, type Asked } from './logic-words.ts';
import { cityMessages, type CityMessages } from './messages.ts';

/** What a rule asks, in plain words; the exact logic is one step away. */
export function LogicView({ logic }: { logic: unknown }): VNode {
  const m = useMessages(cityMessages);
  return (
    <div class="city-logic">
      <AskedView asked={readLogic(logic)} />
      <details>
        <summary class="small">{m.exactLogic}</summary>
        <pre class="code">{JSON.stringify(logic, null, 1)}</pre>
      </details>
    </div>
  );
}

function AskedView({ asked }: { asked: Asked }): VNode {
  const m = useMessages(cityMessages);
  if (asked.is === 'other') return <code class="code">{asked.text}</code>;
  if ('parts' in asked) {
    return (
      <>
        <p class="soft small">{m.asked[asked.is]}</p>
        <ul>
          {asked.parts.map((part, index) => (
            <li key={index}>
              <AskedView asked={part} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  return <p>{wordsOf(asked, m)}</p>;
}

function wordsOf(asked: Extract<Asked, { is: 'fact' | 'compared' | 'always' }>, m: CityMessages): string {
  if (asked.is === 'always') return m.asked.always;
  if (asked.is === 'fact') {
    return find(m.facts, asked.path)?.[asked.isNot ? 1 : 0] ?? m.unknownFact(asked.path, asked.isNot);
  }
  const { path, plus, sign, value } = asked;
  const left = plus === undefined ? measureOf(path, m) : `${measureOf(path, m)} + ${plus}`;
  return `${left} ${sign} ${typeof value === 'string' ? value : measureOf(value.path, m)}`;
}

/** `negativePcr.hoursSince` is “hours since” a “negative PCR test”. */
function measureOf(path: string, m: CityMessages): string {
  const own = find(m.measures, path);
  if (own !== undefined) return own;
  const [thing = '', unit = ''] = path.split('.');
  const since = find(m.sinceUnits, unit);
  const what = find(m.things, thing);
  return since === undefined || what === undefined ? path : since(what);
}

function find<Value>(words: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
