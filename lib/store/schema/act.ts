import 'server-only';
import { jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Claims } from '@/lib/domain/grant-statement';
import type { RotationStep } from '@/lib/domain/rotation-state';
import type { SessionEnd } from '@/lib/domain/ledger/session-end';
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
  adoptionDueAt: moment('adoption_due_at'),
  toldAt: moment('told_at'),
});

export const sessionTable = keyledger.table('session', {
  id: text('id').primaryKey(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  name: text('name').notNull(),
  email: text('email'),
  persona: text('persona'),
  groups: text('groups').array().notNull(),
  claims: jsonb('claims').$type<Claims>().notNull(),
  authenticatedAt: moment('authenticated_at'),
  createdAt: moment('created_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull(),
  endsAt: moment('ends_at').notNull(),
  revokedAt: moment('revoked_at'),
  sealedIdToken: text('sealed_id_token'),
  providerSid: text('provider_sid'),
  owedEnd: jsonb('owed_end').$type<SessionEnd>(),
});

export const providerLogoutTable = keyledger.table(
  'provider_logout',
  {
    issuer: text('issuer').notNull(),
    jti: text('jti').notNull(),
    subject: text('subject'),
    sid: text('sid'),
    issuedAt: moment('issued_at').notNull(),
    meantUntil: moment('meant_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.jti] })],
);

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
