import 'server-only';
import type { LocalAws } from '@/lib/local-aws/start';
import { startAt, walkBack } from '@/lib/local-aws/cloudtrail/trail';
import type { Secret } from '@/lib/local-aws/world/secret';
import { scopeOf } from '@/lib/local-aws/world/world';
import type { Scope } from '@/lib/domain/scope';

export interface TrueEvent {
  id: string;
  name: string;
  /** Whole seconds, as the record says. */
  at: Date;
  record: Record<string, unknown>;
}

/** Secrets Manager's records of a scope from a moment to now, straight from the world: no call, no paging. */
export function readTrueEvents(local: LocalAws, scope: Scope, from: Date): TrueEvent[] {
  const { trail } = scopeOf(local.world, scope.accountId, scope.region);
  const found: TrueEvent[] = [];
  for (const { event } of walkBack(trail, startAt(Date.now()), from.getTime()))
    if (event.source === 'secretsmanager.amazonaws.com')
      found.push({
        id: event.id,
        name: event.name,
        at: new Date(Math.floor(event.time / 1000) * 1000),
        record: { ...event.toRecord() },
      });
  return found;
}

export interface TrueSecret {
  arn: string;
  name: string;
  tags: Record<string, string>;
  stages: Record<string, string[]>;
  deleted: boolean;
}

export interface ReplicatedSecret {
  arn: string;
  primaryRegion: string | null;
  replicas: { region: string; status: string; statusMessage: string | null }[];
}

/** Where each secret comes from and how its replicas are, by ARN. */
export const readTrueReplicas = (local: LocalAws, scopes: readonly Scope[]): ReplicatedSecret[] =>
  scopes
    .flatMap((scope) => [...scopeOf(local.world, scope.accountId, scope.region).byArn.values()])
    .map(({ arn, primaryRegion = null, replicas = [] }) => ({
      arn,
      primaryRegion,
      replicas: replicas.map(({ Region, Status, StatusMessage = null }) => ({
        region: Region,
        status: Status,
        statusMessage: StatusMessage,
      })),
    }))
    .toSorted((a, b) => (a.arn < b.arn ? -1 : 1));

const toStages = ({ versions }: Secret): Record<string, string[]> =>
  Object.fromEntries(
    [...versions.values()]
      .filter(({ stages }) => stages.size > 0)
      .map(({ id, stages }) => [id, [...stages].toSorted()]),
  );

/** What is there, by ARN, as the world itself holds it. */
export const readTrueSecrets = (local: LocalAws, scope: Scope): TrueSecret[] =>
  [...scopeOf(local.world, scope.accountId, scope.region).byArn.values()]
    .map((secret) => ({
      arn: secret.arn,
      name: secret.name,
      tags: Object.fromEntries((secret.tags ?? []).map(({ Key, Value }) => [Key, Value])),
      stages: toStages(secret),
      deleted: secret.deletion !== undefined,
    }))
    .toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
