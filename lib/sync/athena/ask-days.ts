import 'server-only';
import { createHash } from 'node:crypto';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { toRollUpQuery } from '@/lib/domain/athena/roll-up-query';
import { DayGroups, toDayRow } from '@/lib/domain/athena/to-day-groups';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { ownRoles } from '@/lib/sync/history/own-roles';

export interface Question {
  scope: Scope;
  athena: AthenaSettings;
  /** `YYYY-MM-DD`, both ends in it. */
  days: { from: string; to: string };
  ownRoleArns: readonly string[];
  /** How often it failed before: AWS keeps a token for the query that failed under it. */
  failures: number;
  mostBytes: number;
  signal: AbortSignal;
}

const toToken = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Asks for days of one scope, and has Athena tell of them from then on. A worker that dies leaves a query that the next one takes up. */
export async function askDays(ctx: SystemContext, question: Question): Promise<void> {
  const { scope, athena, days, failures, mostBytes, signal } = question;
  const { accountId, region } = scope;
  const sql = toRollUpQuery(athena, { accountId, region, ...days });
  const today = ctx.now().toISOString().slice(0, 10);
  const context = { accountId, region, ownRoleArns: ownRoles(ctx, scope, question.ownRoleArns) };
  const groups = new DayGroups();
  const pages = ctx.aws.athena.ask({
    sql,
    token: toToken([sql, today, failures]),
    mostBytes,
    signal,
    note: async (query) => ctx.store.athena.noteQuery({ ...query, scopeId: scope.id, ...days }, ctx.now()),
  });
  for await (const page of pages)
    for (const row of page) {
      const told = toDayRow(row, context);
      if (told !== null && told.day >= days.from && told.day <= days.to) groups.add(told);
    }
  await ctx.store.athena.applyDays({
    scopeId: scope.id,
    ...days,
    groups: groups.list,
    records: groups.records,
    at: ctx.now(),
  });
}
