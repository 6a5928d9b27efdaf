import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';

interface Plan {
  Plans?: Plan[];
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
}

/** Of the table of events and its months. */
function count({ Plans: plans = [], ...plan }: Plan): number {
  const read = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return plans.reduce((sum, inner) => sum + count(inner), plan['Relation Name']?.startsWith('event') ? read : 0);
}

/** How many rows of events a query reads to be answered, those included that it passes over; NaN: nobody says. */
export async function countEvents(db: Queryable, query: SQL): Promise<number> {
  const { rows } = await db.execute<{ 'QUERY PLAN': { Plan: Plan }[] }>(sql`explain (analyze, format json) ${query}`);
  const [{ Plan: plan } = { Plan: null }] = rows[0]?.['QUERY PLAN'] ?? [];
  return plan ? count(plan) : NaN;
}
