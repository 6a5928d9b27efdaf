import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { UnusualSight } from '@/lib/domain/ports/unusual-store';
import { seesAll } from '@/lib/store/history/find-subjects';
import { seesHistory } from '@/lib/store/history/sight-of-event';
import { secretTable } from '@/lib/store/schema/secret';
import { unusualTable } from '@/lib/store/schema/unusual';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

/**
 * For queries that left-join the secret. What rests on one is for who sees its history; what rests on several, on whatever a
 * principal read, for who sees everything; what the ledger lacks, for who would see its entries.
 */
export const seesFinding = (sight: UnusualSight): SQL => sql`(${seesSubject(sight)} and
  (${unusualTable.rule} <> 'outside-ledger' or ${toPredicate(sight.ledger, secretTable)}))`;

const seesSubject = (sight: UnusualSight): SQL =>
  seesAll(sight)
    ? sql`(${unusualTable.secretId} is null or (${secretTable.id} is not null and ${seesHistory(sight)}))`
    : sql`(${secretTable.id} is not null and ${seesHistory(sight)})`;
