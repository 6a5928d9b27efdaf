import 'server-only';
import { boolean, jsonb, text } from 'drizzle-orm/pg-core';
import type { AccountState } from '@/lib/domain/discovery/organization-account';
import { keyledger, moment } from './keyledger-schema';
import type { KeptProblem } from './scope';

export const foundAccountTable = keyledger.table('found_account', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  state: text('state').$type<AccountState>().notNull(),
  joinedAt: moment('joined_at'),
  foundAt: moment('found_at').notNull(),
  seenAt: moment('seen_at').notNull(),
  leftAt: moment('left_at'),
  regions: text('regions').array(),
  regionsAt: moment('regions_at'),
  problem: jsonb('problem').$type<KeptProblem>(),
});

export const discoveryTable = keyledger.table('discovery', {
  one: boolean('one').primaryKey().default(true),
  asOf: moment('as_of'),
  lookedAt: moment('looked_at').notNull(),
  problem: jsonb('problem').$type<KeptProblem>(),
});
