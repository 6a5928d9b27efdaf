import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { ROTATION_STATES, ROTATION_STEPS } from '@/lib/domain/rotation-state';
import { environmentView, isoDay, isoTime, opaqueId } from './shared';
import { textsByName } from './texts-by-name';

export const rotationView = z.strictObject({
  state: z.enum(ROTATION_STATES),
  reason: z.string(),
  since: isoTime.nullable(),
  step: z.enum(ROTATION_STEPS).nullable(),
  enabled: z.boolean().nullable(),
  lastRotatedAt: isoTime.nullable(),
  nextRotationAt: isoTime.nullable(),
});
export type RotationView = z.infer<typeof rotationView>;

export const replicaView = z.strictObject({
  region: z.string(),
  status: z.string().nullable(),
  statusMessage: z.string().nullable(),
  kmsKeyId: z.string().nullable(),
  lastAccessedOn: isoDay.nullable(),
});

/** What people keep here of a secret: on itself, or on the prefix `of` its name. */
const keptField = z.strictObject({
  value: z.string(),
  from: z.enum(['secret', 'prefix']),
  /** The prefix, or the key of the tag. */
  of: z.string().nullable(),
});

/** One row of the inventory: a primary, or a replica whose primary is not known. Never a value. */
export const secretItem = z.strictObject({
  id: opaqueId,
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string(),
  region: z.string(),
  environment: environmentView,
  service: z.string().nullable(),
  leaf: z.string(),
  tags: textsByName,
  /** The one that is kept here, else the tag's (`owner` before `team`). */
  owner: keptField.extend({ from: z.enum(['secret', 'prefix', 'tag']) }).nullable(),
  note: keptField.nullable(),
  /** An address of http or https. */
  runbook: keptField.nullable(),
  rotation: rotationView,
  valueChangedAt: z.strictObject({ notBefore: isoTime.nullable(), notAfter: isoTime.nullable() }),
  /** It has no version, as AWS told, and so no value (`valueAge=never`); else null above means that nothing is known. */
  hasNoValue: z.boolean(),
  /** AWS's own day of last access, in the region, by anyone. */
  lastAccessedOn: isoDay.nullable(),
  /** null without history.read on it, or where history is not covered. */
  lastRead: z.strictObject({ at: isoTime, principal: z.string(), actorKind: z.enum(ACTOR_KINDS) }).nullable(),
  readers30d: z.number().int().nullable(),
  reads30d: z.number().int().nullable(),
  owningService: z.string().nullable(),
  /** Of a managed external secret: the partner's name for what it is. */
  type: z.string().nullable(),
  kmsKeyId: z.string().nullable(),
  primaryRegion: z.string().nullable(),
  replicas: z.array(replicaView),
  /** `requestedAt` is null where AWS's DeletedDate tells the end instead; `endsAt` where nothing tells it. */
  deletion: z.strictObject({ requestedAt: isoTime.nullable(), endsAt: isoTime.nullable() }).nullable(),
  description: z.string().nullable(),
});
export type SecretItem = z.infer<typeof secretItem>;
