import type { EmployeesReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../../access/index.ts';
import { formatNumber, useMessages } from '../../i18n/index.ts';
import { Empty, ErrorState, Loading } from '../../ui/index.ts';
import { rosterMessages } from '../roster-messages.ts';
import { EmployeeLine } from './employee-line.tsx';
import type { Roster } from './use-roster.ts';

interface RosterListProps {
  readonly roster: Roster;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onChange: () => void;
}

/** Who works here, by name. */
export function RosterList({ roster, search, onSearch, onChange }: RosterListProps): VNode {
  const m = useMessages(rosterMessages);
  const { reply, problem, busy, more, reload } = roster;
  return (
    <section class="card" aria-labelledby="roster-list">
      <h2 id="roster-list">{m.list}</h2>
      {reply === undefined && problem === undefined && <Loading />}
      {problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {reply?.total === 0 && (
        <Empty title={m.empty}>
          <p>{m.emptyText}</p>
        </Empty>
      )}
      {reply !== undefined && reply.total > 0 && (
        <>
          <SearchForm search={search} onSearch={onSearch} />
          <p role="status">
            {reply.matching === 0 ? m.nothingFound : m.count(formatNumber(reply.matching), formatNumber(reply.total))}
          </p>
          <ul>
            {reply.employees.map((employee) => (
              <EmployeeLine key={employee.id} employee={employee} onChange={onChange} />
            ))}
          </ul>
        </>
      )}
      {more !== undefined && (
        <button type="button" class="button" disabled={busy} onClick={more}>
          {m.more}
        </button>
      )}
    </section>
  );
}

function SearchForm({ search, onSearch }: { search: string; onSearch: (search: string) => void }): VNode {
  const m = useMessages(rosterMessages);
  const [text, setText] = useState(search);
  return (
    <form
      class="manager-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <TextField name="search" label={m.search} value={text} maxLength={80} onValue={setText} />
      <div class="row">
        <button type="submit" class="button">
          {m.searchButton}
        </button>
        {search !== '' && (
          <button
            type="button"
            class="button is-quiet"
            onClick={() => {
              setText('');
              onSearch('');
            }}
          >
            {m.showAll}
          </button>
        )}
      </div>
    </form>
  );
}

const badgesPerPdf = 100;

/** Links to the badges of all, or of those whom the search finds and the list shows, a hundred to a file. */
export function BadgesCard({ reply, search }: { reply: EmployeesReply; search: string }): VNode | null {
  const m = useMessages(rosterMessages);
  const found = search === '' ? undefined : reply.employees.filter(({ hasLeft }) => !hasLeft).map(({ id }) => id);
  const badges = found?.length ?? reply.matching;
  const parts = Math.ceil(badges / badgesPerPdf);
  if (parts === 0) return null;
  const count = formatNumber(badges);
  return (
    <section class="card" aria-labelledby="roster-badges">
      <h2 id="roster-badges">{m.badges}</h2>
      <p>{m.badgesText}</p>
      {search !== '' && <p class="small">{m.printFound}</p>}
      <div class="row">
        {Array.from({ length: parts }, (_, index) => (
          <a key={index} class="button" download href={`/api/v1/badges.pdf?${partOf(found, index)}`}>
            {parts === 1 ? m.printAll(count) : m.printPart(count, `${index + 1}/${parts}`)}
          </a>
        ))}
      </div>
    </section>
  );
}

/** Which badges a file holds. An address names people by their ids only: it stays in the history of the browser. */
function partOf(found: readonly string[] | undefined, index: number): string {
  const from = index * badgesPerPdf;
  return found === undefined ? `part=${index + 1}` : `ids=${found.slice(from, from + badgesPerPdf).join()}`;
}
