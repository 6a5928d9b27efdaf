import 'server-only';
import { boolean, integer, json, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DoubtedWay, ListingProgress, ListingState } from '@/lib/domain/listing/listing-state';
import type { RoleTest } from '@/lib/domain/roles/role-check';
import type { GoneReason, ScopeProblem, ScopeSource, ScopeState, SyncKind } from '@/lib/domain/scope';
import { keyledger, moment, multirange } from './keyledger-schema';

/** A problem as it is kept: JSON has no dates. */
export type KeptProblem = Omit<ScopeProblem, 'since'> & { since: string };

export const scopeTable = keyledger.table('scope', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  accountName: text('account_name').notNull(),
  region: text('region').notNull(),
  partition: text('partition').notNull(),
  position: integer('position').notNull(),
  configured: boolean('configured').notNull().default(true),
  source: text('source').$type<ScopeSource>().notNull().default('configured'),
  goneSince: moment('gone_since'),
  goneReason: text('gone_reason').$type<GoneReason>(),
  covered: multirange('covered').notNull().default('{}'),
});

export const scopeHealthTable = keyledger.table(
  'scope_health',
  {
    scopeId: text('scope_id').notNull(),
    kind: text('kind').$type<SyncKind>().notNull(),
    state: text('state').$type<ScopeState>().notNull(),
    asOf: moment('as_of'),
    problem: jsonb('problem').$type<KeptProblem>(),
    lacks: text('lacks').array().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.scopeId, table.kind] })],
);

export const roleTestTable = keyledger.table('role_test', {
  scopeId: text('scope_id').primaryKey(),
  at: moment('at').notNull(),
  by: text('by').notNull(),
  roles: jsonb('roles').$type<RoleTest['roles']>().notNull(),
});

export const listingTable = keyledger.table('listing', {
  id: text('id').primaryKey(),
  scopeId: text('scope_id').notNull(),
  startedAt: moment('started_at').notNull(),
  finishedAt: moment('finished_at'),
  added: integer('added').notNull().default(0),
  updated: integer('updated').notNull().default(0),
  removed: integer('removed').notNull().default(0),
  toldAt: moment('told_at'),
  progress: jsonb('progress').$type<ListingProgress>(),
  place: json('place').$type<ListingState>(),
  doubted: text('doubted').$type<DoubtedWay>(),
});
