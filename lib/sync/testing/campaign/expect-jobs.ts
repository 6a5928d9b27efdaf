import 'server-only';
import { expect } from 'vitest';
import type { Scope } from '@/lib/domain/scope';
import { readRows } from './read-store';

/** One job a scope and kind, waiting or working, and nothing asked that nobody answers. */
export async function expectNoJobIsLost(ownerUrl: string, scopes: readonly Scope[]): Promise<void> {
  const jobs = await readRows<{ job: string }>(
    ownerUrl,
    `select name || ' ' || singleton_key as job from pgboss.job
     where state in ('created', 'retry', 'active') and name in ('inventory', 'history', 'housekeeping') order by 1`,
  );
  const expected = scopes.flatMap(({ id }) => [`inventory ${id}`, `history ${id}`]);
  expect(jobs.map(({ job }) => job)).toEqual([...expected, 'housekeeping all'].toSorted());
}
