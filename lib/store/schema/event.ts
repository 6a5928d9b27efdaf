import 'server-only';
import { bigint, boolean, jsonb, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type {
  ActionClass,
  ActorKind,
  CoverageInterval,
  Outcome,
  Principal,
  SecretRef,
} from '@/lib/domain/event-record';
import { keyledger, moment } from './keyledger-schema';

export const eventTable = keyledger.table(
  'event',
  {
    at: moment('at').notNull(),
    eventId: text('event_id').notNull(),
    scopeId: text('scope_id').notNull(),
    accountId: text('account_id').notNull(),
    region: text('region').notNull(),
    eventName: text('event_name').notNull(),
    actionClass: text('action_class').$type<ActionClass>().notNull(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    refKind: text('ref_kind').$type<SecretRef['kind']>(),
    refValue: text('ref_value'),
    refArn: text('ref_arn'),
    refAccountId: text('ref_account_id'),
    refRegion: text('ref_region'),
    refName: text('ref_name'),
    versionId: text('version_id'),
    versionStage: text('version_stage'),
    principalId: text('principal_id').notNull(),
    session: text('session'),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    person: text('person'),
    workload: text('workload'),
    accessKeyId: text('access_key_id'),
    sourceAddress: text('source_address'),
    userAgent: text('user_agent'),
    client: text('client'),
    requestId: text('request_id'),
    sharedEventId: text('shared_event_id'),
    /** null: in its block. */
    raw: jsonb('raw').$type<Record<string, unknown>>(),
    rawBlock: bigint('raw_block', { mode: 'bigint' }),
    rawPlace: smallint('raw_place'),
    secretId: text('secret_id'),
    unvouched: boolean('unvouched'),
  },
  (table) => [primaryKey({ columns: [table.at, table.eventId] })],
);

export const principalTable = keyledger.table('principal', {
  id: text('id').primaryKey(),
  key: text('key').notNull(),
  type: text('type').$type<Principal['type']>().notNull(),
  accountId: text('account_id'),
  label: text('label').notNull(),
});

export const quarantineTable = keyledger.table(
  'quarantine',
  {
    scopeId: text('scope_id').notNull(),
    digest: text('digest').notNull(),
    reason: text('reason').notNull(),
    raw: jsonb('raw'),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scopeId, table.digest] })],
);

export const coverageTable = keyledger.table(
  'coverage',
  {
    scopeId: text('scope_id').notNull(),
    source: text('source').$type<CoverageInterval['source']>().notNull(),
    fromAt: moment('from_at').notNull(),
    toAt: moment('to_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scopeId, table.source, table.fromAt] })],
);
