import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { KnownPerson, PeopleStore } from '@/lib/domain/ports/people-store';
import type { Queryable } from '@/lib/store/connect';

interface Row extends Record<string, unknown> {
  id: string;
  issuer: string | null;
  subject: string | null;
  name: string;
  email: string | null;
  persona: string | null;
  groups: string[] | null;
  claims: Record<string, string[]> | null;
  seen_at: string;
  signed_in: boolean;
}

interface Asked {
  since: Date;
  now: Date;
  idleSeconds: number;
  limit: number;
  id?: string;
}

/** The ledger's actors are met by leaping over its index from one to the next, however many entries each has. */
const ACTORS = sql`
  with recursive actor as (
    (select actor ->> 'id' as id, seq from keyledger.ledger order by actor ->> 'id', seq desc limit 1)
    union all
    select next.id, next.seq from actor, lateral (
      select actor ->> 'id' as id, seq from keyledger.ledger
      where actor ->> 'id' > actor.id order by actor ->> 'id', seq desc limit 1) next)`;

const toActors = (id: string | undefined): SQL =>
  id === undefined
    ? ACTORS
    : sql`with actor as (
        select actor ->> 'id' as id, seq from keyledger.ledger where actor ->> 'id' = ${id} order by seq desc limit 1)`;

async function findPeople(db: Queryable, { since, now, idleSeconds, limit, id }: Asked): Promise<KnownPerson[]> {
  const idleSince = new Date(now.getTime() - idleSeconds * 1000).toISOString();
  const { rows } = await db.execute<Row>(sql`
    ${toActors(id)}, told as (
      select actor.id, coalesce(entry.actor ->> 'name', actor.id) as name, entry.actor ->> 'persona' as persona, entry.at
      from actor join keyledger.ledger entry using (seq) where actor.id like '%|%'
    ), signed as (
      select distinct on (issuer, subject) issuer || '|' || subject as id, issuer, subject, coalesce(email, name) as name,
        email, persona, groups, claims, last_seen_at,
        revoked_at is null and ends_at > ${now.toISOString()}::timestamptz
          and last_seen_at > ${idleSince}::timestamptz as live
      from keyledger.session ${id === undefined ? sql`` : sql`where issuer || '|' || subject = ${id}`}
      order by issuer, subject, live desc, created_at desc
    )
    select coalesce(signed.id, told.id) as id, signed.issuer, signed.subject, coalesce(signed.name, told.name) as name,
      signed.email, case when signed.id is null then told.persona else signed.persona end as persona, signed.groups,
      signed.claims, greatest(signed.last_seen_at, told.at) as seen_at, coalesce(signed.live, false) as signed_in
    from signed full join told on told.id = signed.id
    where greatest(signed.last_seen_at, told.at) > ${since.toISOString()}::timestamptz
    order by seen_at desc, id limit ${limit}`);
  return rows.map(toPerson);
}

function toPerson(row: Row): KnownPerson {
  const cut = row.id.indexOf('|');
  const { id, name, email, persona, groups, claims } = row;
  const issuer = row.issuer ?? id.slice(0, cut);
  const subject = row.subject ?? id.slice(cut + 1);
  return {
    id,
    issuer,
    subject,
    name,
    email,
    persona,
    groups,
    claims,
    seenAt: new Date(row.seen_at),
    signedIn: row.signed_in,
  };
}

export const createPeopleStore = (db: Queryable): PeopleStore => ({
  list: (query) => findPeople(db, query),
  async find(id, query) {
    const [person] = await findPeople(db, { ...query, id, since: new Date(0), limit: 1 });
    return person ?? null;
  },
});
