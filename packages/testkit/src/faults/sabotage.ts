import { withClient } from '../venue.ts';

/**
 * Breaks a copy of the database on purpose, so that a fault test can show that it would notice. The server has no switch for
 * any of this: what is broken are the functions of a test's own database.
 */
interface Replacement {
  readonly in: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** @throws Error when a function no longer has what is to be replaced, so that no control can rot unseen */
function sabotage(
  databaseUrl: string,
  statements: readonly string[],
  replacements: readonly Replacement[],
): Promise<void> {
  return withClient(databaseUrl, async (client) => {
    for (const replacement of replacements) {
      const { rows } = await client.query<{ text: string }>(
        'select pg_get_functiondef(oid) as text from pg_proc where proname = $1 and pronamespace = $2::regnamespace',
        [replacement.in, 'public'],
      );
      const text = rows[0]?.text ?? '';
      const broken = text.replace(replacement.from, replacement.to);
      if (broken === text) {
        throw new Error(`${replacement.in} has no “${replacement.from}” any more: mend the negative control.`);
      }
      await client.query(broken);
    }
    for (const statement of statements) {
      await client.query(statement);
    }
  });
}

const ledgerWithoutKey = [
  'alter table gate_events drop constraint gate_events_pkey',
  'create index gate_events_by_seq on gate_events (venue_id, seq)',
];

/** The textbook's mistake: read the count, then insert, without holding the counter. */
export const countThenInsert = (databaseUrl: string): Promise<void> =>
  sabotage(databaseUrl, ledgerWithoutKey, [
    { in: 'admit_lone_arrivals', from: 'where venue_id = p_venue for update', to: 'where venue_id = p_venue' },
    { in: 'apply_gate_commands', from: 'where venue_id = p_venue for update', to: 'where venue_id = p_venue' },
  ]);

/** A server that forgets which events it has answered. */
export const forgetEvents = (databaseUrl: string): Promise<void> =>
  sabotage(
    databaseUrl,
    ['alter table check_ins drop constraint check_ins_pkey', 'create index check_ins_by_event on check_ins (event_id)'],
    [
      {
        in: 'admit_lone_arrivals',
        from: 'from check_ins k where k.venue_id',
        to: 'from check_ins k where false and k.venue_id',
      },
      { in: 'apply_check_in', from: 'from check_ins where venue_id', to: 'from check_ins where false and venue_id' },
    ],
  );

/** A door that does not know who is inside. */
export const forgetPersons = (databaseUrl: string): Promise<void> =>
  sabotage(
    databaseUrl,
    ['drop index visits_one_open_per_person'],
    [
      { in: 'admit_lone_arrivals', from: /from visits v where/g, to: 'from visits v where false and' },
      { in: 'is_inside', from: 'from visits where', to: 'from visits where false and' },
    ],
  );

/** A counter that believes the line with the latest time of day instead of the last one. */
export const orderByTime = (databaseUrl: string): Promise<void> =>
  sabotage(
    databaseUrl,
    [
      `create function believe_latest_time() returns trigger language plpgsql as $$
       begin
         select visitors, employees into new.visitors, new.employees
           from gate_events where venue_id = new.venue_id order by at desc, seq desc limit 1;
         return new;
       end $$`,
      'create trigger believe_latest_time before update on venue_counters for each row execute function believe_latest_time()',
    ],
    [],
  );

/** A limit that was read once and is believed ever after. */
export const believeOldLimit = (databaseUrl: string): Promise<void> =>
  sabotage(
    databaseUrl,
    [
      `create function believe_old_limit() returns trigger language plpgsql as $$
       begin
         new.limit_total := old.limit_total;
         return new;
       end $$`,
      'create trigger believe_old_limit before update on venue_counters for each row execute function believe_old_limit()',
    ],
    [],
  );
