import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors';
import type { ReplicatedSecret } from './read-truth';
import { withClient } from '@/lib/store/migrate/with-client';

const PATIENCE_MILLISECONDS = 60_000;

/** Rows as PostgreSQL has them, past every query of the store; a server that was killed is waited for. */
export async function readRows<T extends object>(url: string, query: string, values: unknown[] = []): Promise<T[]> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return await withClient(url, async (client) => (await client.query<T>(query, values)).rows);
    } catch (error) {
      if (!(error instanceof AppError) || Date.now() > end) throw error;
      await sleep(100);
    }
  }
}

export interface KeptSecret {
  arn: string;
  name: string;
  tags: Record<string, string>;
  stages: Record<string, string[]>;
  deleted: boolean;
}

export async function readKeptSecrets(url: string, scopeId: string): Promise<KeptSecret[]> {
  const rows = await readRows<KeptSecret>(
    url,
    `select arn, name, tags, coalesce(version_stages, '{}') as stages, deleted_at is not null as deleted
     from keyledger.secret where scope_id = $1 and removed_at is null order by arn`,
    [scopeId],
  );
  return rows.map((row) => ({
    ...row,
    stages: Object.fromEntries(
      Object.entries(row.stages)
        .filter(([, stages]) => stages.length > 0)
        .map(([id, stages]) => [id, stages.toSorted()]),
    ),
  }));
}

export const readKeptReplicas = async (url: string, scopeIds: readonly string[]): Promise<ReplicatedSecret[]> =>
  readRows(
    url,
    `select arn, primary_region as "primaryRegion", coalesce((select jsonb_agg(jsonb_build_object('region', r ->> 'region',
        'status', r ->> 'status', 'statusMessage', r ->> 'statusMessage')) from jsonb_array_elements(replicas) r), '[]') as replicas
     from keyledger.secret where scope_id = any($1) and removed_at is null order by arn collate "C"`,
    [scopeIds],
  );

export interface KeptEvent {
  event_id: string;
  shared_event_id: string | null;
  at: Date;
  secret_id: string | null;
  ref_arn: string | null;
  ref_kind: string | null;
  principal_id: string;
  actor_kind: string;
  action_class: string;
  outcome: string;
}

export const readKeptEvents = async (url: string): Promise<KeptEvent[]> =>
  readRows(
    url,
    `select event_id, shared_event_id, at, secret_id, ref_arn, ref_kind, principal_id, actor_kind, action_class, outcome
     from keyledger.event`,
  );
