import 'server-only';
import { boolean, date, jsonb, text } from 'drizzle-orm/pg-core';
import type { EnvironmentOpinion } from '@/lib/domain/environment-verdict';
import type { RotationState, RotationStep } from '@/lib/domain/rotation-state';
import type { Replica, RotationRules, Tags } from '@/lib/domain/secret';
import { moment } from './keyledger-schema';

/** Shared by the table and by the view that lists it; a function, because drizzle binds a column to one of them. */
export const secretColumns = () => ({
  id: text('id').notNull(),
  arn: text('arn').notNull(),
  name: text('name').notNull(),
  scopeId: text('scope_id').notNull(),
  accountId: text('account_id').notNull(),
  region: text('region').notNull(),
  description: text('description'),
  kmsKeyId: text('kms_key_id'),
  tags: jsonb('tags').$type<Tags>().notNull(),
  rotationEnabled: boolean('rotation_enabled'),
  rotationLambdaArn: text('rotation_lambda_arn'),
  rotationRules: jsonb('rotation_rules').$type<RotationRules>(),
  lastRotatedAt: moment('last_rotated_at'),
  nextRotationAt: moment('next_rotation_at'),
  lastChangedAt: moment('last_changed_at'),
  createdAt: moment('created_at'),
  lastAccessedOn: date('last_accessed_on', { mode: 'string' }),
  deletedAt: moment('deleted_at'),
  deletionEndsAt: moment('deletion_ends_at'),
  owningService: text('owning_service'),
  primaryRegion: text('primary_region'),
  type: text('type'),
  versionStages: jsonb('version_stages').$type<Record<string, string[]>>(),
  replicas: jsonb('replicas').$type<Replica[]>(),
  environment: text('environment').notNull(),
  environmentSource: text('environment_source').notNull(),
  environmentDisagrees: jsonb('environment_disagrees').$type<EnvironmentOpinion[]>().notNull(),
  service: text('service'),
  leaf: text('leaf').notNull(),
  rotationState: text('rotation_state').$type<RotationState>().notNull(),
  rotationReason: text('rotation_reason').notNull(),
  rotationSince: moment('rotation_since'),
  rotationStep: text('rotation_step').$type<RotationStep>(),
  rotationRecheckAt: moment('rotation_recheck_at'),
  observedAt: moment('observed_at').notNull(),
  describedAt: moment('described_at'),
  versionsAt: moment('versions_at'),
  valueNotBefore: moment('value_not_before'),
  valueNotAfter: moment('value_not_after'),
  primaryArn: text('primary_arn'),
  search: text('search').notNull(),
  digest: text('digest').notNull(),
  listingId: text('listing_id'),
  removedAt: moment('removed_at'),
});
