import 'server-only';
import { jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { RotationStep } from '@/lib/domain/rotation-state';
import type { RotationRun, RunState } from '@/lib/domain/run';
import { keyledger, moment } from './keyledger-schema';

export const runTable = keyledger.table('rotation_run', {
  id: text('id').primaryKey(),
  secretId: text('secret_id').notNull(),
  arn: text('arn').notNull(),
  scopeId: text('scope_id').notNull(),
  state: text('state').$type<RunState>().notNull(),
  step: text('step').$type<RotationStep>(),
  message: text('message').notNull(),
  startedBy: jsonb('started_by').$type<RotationRun['startedBy']>(),
  reason: text('reason'),
  startedAt: moment('started_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
  endedAt: moment('ended_at'),
  previousVersionId: text('previous_version_id'),
});

export const sessionTable = keyledger.table('session', {
  id: text('id').primaryKey(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  name: text('name').notNull(),
  email: text('email'),
  persona: text('persona'),
  groups: text('groups').array().notNull(),
  authenticatedAt: moment('authenticated_at').notNull(),
  createdAt: moment('created_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull(),
  endsAt: moment('ends_at').notNull(),
  revokedAt: moment('revoked_at'),
});

export const idempotencyTable = keyledger.table(
  'idempotency',
  {
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    result: text('result'),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actorId, table.key] })],
);
