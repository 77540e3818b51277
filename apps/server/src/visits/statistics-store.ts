import type { ProofKind } from '@gapura/contract';
import type { Queryable } from '../database/pool.ts';

/** SQL of the numbers of a venue's days. */

export interface DoorCountRow {
  readonly day: string;
  readonly outcome: 'admitted' | 'review' | 'refused' | 'full';
  readonly colour: 'green' | 'yellow' | 'red' | 'black';
  readonly provisional: boolean;
  readonly persons: number;
}

export interface DoorDaysQuery {
  readonly venueId: string;
  readonly timeZone: string;
  readonly fromDay: string;
  /** Answers are emptied, and counted then, when they are older. */
  readonly answersSince: Date;
}

/** What has been counted when answers were emptied, and what is counted now from those that are not; newest day first. */
export async function listDoorCounts(db: Queryable, query: DoorDaysQuery): Promise<DoorCountRow[]> {
  const { rows } = await db.query<DoorCountRow>(
    `select day::text, outcome, colour, provisional, sum(persons)::integer as persons
       from (select day, outcome, colour, provisional, persons from door_days where venue_id = $1 and day >= $3::date
             union all
             select (c.decided_at at time zone $2)::date, c.outcome, person->>'colour',
                    c.outcome = 'admitted' and c.review_proof is not null, 1
               from check_ins c, jsonb_array_elements(c.answer->'persons') person
              where c.venue_id = $1 and c.gate_id in (select id from gates where venue_id = $1)
                and c.decided_at >= $4 and c.answer is not null) counted
      group by day, outcome, colour, provisional order by day desc`,
    [query.venueId, query.timeZone, query.fromDay, query.answersSince],
  );
  return rows;
}

export interface ProvisionalRow {
  readonly event: string;
  readonly at: Date;
  readonly gate: { readonly code: string; readonly name: string; readonly direction: 'in' | 'out' | 'both' };
  readonly persons: number;
  readonly proof: ProofKind;
  readonly reason: string;
  readonly by: string | null;
}

/** Red check-ins that officers admitted since an instant, newest first. */
export async function listProvisional(
  db: Queryable,
  { venueId, since, limit }: { venueId: string; since: Date; limit: number },
): Promise<ProvisionalRow[]> {
  const { rows } = await db.query<ProvisionalRow>(
    `select c.event_id as event, c.decided_at as at, c.review_proof as proof, c.review_reason as reason,
            json_build_object('code', g.code, 'name', g.name, 'direction', g.direction) as gate,
            coalesce(jsonb_array_length(c.persons), 1) as persons, coalesce(a.display_name, d.name) as by
       from check_ins c join gates g on g.id = c.gate_id
       left join accounts a on a.id = c.review_by left join devices d on d.id = c.review_by
      where c.venue_id = $1 and g.venue_id = $1 and c.decided_at >= $2
        and c.review_proof is not null and c.outcome = 'admitted'
      order by c.decided_at desc, c.event_id limit $3`,
    [venueId, since, limit],
  );
  return rows;
}

/**
 * Empties up to `count` answers that are older than a day ($1: now), and adds what they say to the numbers of their venue's day
 * in the same statement, so that each is counted once.
 */
export const countAndEmptyAnswers = (count: number): string =>
  `with due as materialized (
     select venue_id, event_id, decided_at, kind, outcome, review_proof, answer from check_ins
      where answer is not null and decided_at < $1::timestamptz - interval '1 day'
      limit ${count} for update skip locked
   ), counted as (
     insert into door_days (venue_id, day, kind, outcome, colour, provisional, persons)
     select d.venue_id, (d.decided_at at time zone v.time_zone)::date, coalesce(person->>'kind', d.kind), d.outcome, person->>'colour',
            d.outcome = 'admitted' and d.review_proof is not null, count(*)
       from due d join venues v on v.id = d.venue_id, jsonb_array_elements(d.answer->'persons') person
      group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
     on conflict (venue_id, day, kind, outcome, colour, provisional)
     do update set persons = door_days.persons + excluded.persons
   )
   update check_ins c set answer = null from due where c.venue_id = due.venue_id and c.event_id = due.event_id`;
