import 'server-only';
import { sql } from 'drizzle-orm';
import type { DayGroup } from '@/lib/domain/athena/to-day-groups';
import type { Queryable } from '@/lib/store/connect';
import { keepPrincipals } from '@/lib/store/history/keep-principals';
import { toReference } from '@/lib/store/history/to-reference';
import { toStorable } from '@/lib/store/storable';

/** A few megabytes of JSON, and done within seconds. */
const BATCH = 2000;

const toRow = ({ day, event, events, lastAt }: DayGroup) => {
  const { refArn, refAccountId, refRegion, refName } = toReference(event);
  const { eventName, actionClass, outcome, principal, actorKind, sharedEventId, at } = event;
  return { day, eventName, actionClass, outcome, principal: principal.id, actorKind, refArn, refAccountId, refRegion, refName, sharedEventId, events, firstAt: at, lastAt }; // prettier-ignore
};

async function insertBatch(tx: Queryable, scopeId: string, groups: readonly DayGroup[]): Promise<void> {
  await keepPrincipals(tx, toStorable(groups.map(({ event }) => event.principal)), { renew: false });
  await tx.execute(sql`
    insert into keyledger.roll_up_group (scope_id, day, event_name, action_class, outcome, principal_id, actor_kind,
      ref_arn, ref_account_id, ref_region, ref_name, shared_event_id, events, first_at, last_at, secret_id)
    select ${scopeId}, day, "eventName", "actionClass", outcome, principal, "actorKind", "refArn", "refAccountId",
      "refRegion", "refName", "sharedEventId", events, "firstAt", "lastAt",
      keyledger.secret_at("refArn", "refAccountId", "refRegion", "refName", "firstAt")
    from jsonb_to_recordset(${JSON.stringify(toStorable(groups.map(toRow)))}::jsonb) as g (day date, "eventName" text,
      "actionClass" text, outcome text, principal text, "actorKind" text, "refArn" text, "refAccountId" text,
      "refRegion" text, "refName" text, "sharedEventId" text, events int, "firstAt" timestamptz, "lastAt" timestamptz)`);
}

/** Each with the secret that its reference meant at that time, where one is known. */
export async function insertGroups(tx: Queryable, scopeId: string, groups: readonly DayGroup[]): Promise<void> {
  for (let from = 0; from < groups.length; from += BATCH)
    await insertBatch(tx, scopeId, groups.slice(from, from + BATCH));
}
