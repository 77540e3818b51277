import { collectCode, type PartialCredential } from '@gapura/credentials';
import { useRef, useState } from 'preact/hooks';
import { useMessages } from '../../i18n/index.ts';
import type { Person } from '../../offline/index.ts';
import { useProblemText } from '../../ui/index.ts';
import { groupMessages } from '../group-messages.ts';
import { readToKeep } from '../keep-certificate.ts';
import { moreMessages } from '../more-messages.ts';
import { readPoster } from '../read-poster.ts';
import { refusalText } from '../refusal-text.ts';
import { joinByCertificate, joinByPerson, type Joining } from './group.ts';
import { changeGroup } from './kept-group.ts';

/** What the last code was, for the eye and for screen readers. */
export interface Note {
  readonly text: string;
  readonly isGood: boolean;
}

interface Collector {
  readonly note: Note | undefined;
  readonly collectText: (text: string) => void;
  readonly collectPerson: (person: Person) => void;
}

/** Takes one code after the other into the group and says what each of them was. */
export function useCollector(): Collector {
  const g = useMessages(groupMessages);
  const m = useMessages(moreMessages);
  const describe = useProblemText();
  const [note, setNote] = useState<Note>();
  const partial = useRef<PartialCredential | undefined>(undefined);
  const say = (text: string, isGood = false): void => setNote({ text, isGood });
  const tell = ({ is, person, group }: Joining): void => {
    say(g.joined[is](person.name, group.persons.length), is === 'kept' || is === 'more');
    if (is === 'kept') navigator.vibrate?.(60);
  };
  const collect = async (text: string): Promise<void> => {
    if (readPoster(text, [location.origin]).is === 'poster') return say(m.isPoster);
    const reading = await readToKeep(text, new Date());
    return reading.is === 'refused'
      ? say(refusalText(m, reading.code))
      : tell(await changeGroup((group) => joinByCertificate(group, reading)));
  };
  const fail = (problem: unknown): void => say(describe(problem));
  return {
    note,
    collectText: (code) => {
      const collected = collectCode(partial.current, code);
      partial.current = collected.is === 'part' ? collected.partial : undefined;
      if (collected.is === 'part') say(m.codePart(collected.partial.codes.size, collected.partial.total), true);
      else collect(collected.text).catch(fail);
    },
    collectPerson: (person) => void changeGroup((group) => joinByPerson(group, person)).then(tell, fail),
  };
}
