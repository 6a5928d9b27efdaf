import 'server-only';
import { expect } from 'vitest';
import type { Scope } from '@/lib/domain/scope';
import type { LocalAws } from '@/lib/local-aws/start';
import { readRows } from './read-store';
import { readTrueEvents, type TrueEvent } from './read-truth';

interface Entry {
  act_id: string;
  action: string;
  phase: string;
  actor: { id: string };
  detail: { runState?: string; awsRequestId?: string };
}

const read = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const madeBy = (events: readonly TrueEvent[], name: string, role: string): TrueEvent[] =>
  events.filter(
    (event) => event.name === name && JSON.stringify(event.record['userIdentity']).includes(`assumed-role/${role}/`),
  );

/** The ledger against AWS's own record of what was done through Keyledger's roles. */
export async function expectActsAreTold(url: string, local: LocalAws, scopes: readonly Scope[]): Promise<number> {
  const entries = await readRows<Entry>(url, 'select act_id, action, phase, actor, detail from keyledger.ledger');
  const asked = entries.filter(({ phase }) => phase === 'asked');
  for (const { act_id } of asked) {
    const ends = entries.filter((entry) => entry.act_id === act_id && entry.phase !== 'asked');
    const ofRun = ends.filter(({ detail }) => detail.runState !== undefined);
    expect({ act_id, ends: ends.length > 0, ofAct: ends.length - ofRun.length <= 1 }).toEqual({
      act_id,
      ends: true,
      ofAct: true,
    });
  }
  const runs = await readRows<{ id: string; state: string; ends: number; refused: boolean }>(
    url,
    `select r.id, r.state,
      (select count(*)::int from keyledger.ledger l where l.act_id = r.id and l.detail ? 'runState') as ends,
      exists (select 1 from keyledger.ledger l where l.act_id = r.id and l.phase = 'failed' and not l.detail ? 'runState') as refused
     from keyledger.rotation_run r where r.started_by is not null`,
  );
  expect(runs.filter(({ state }) => state === 'started' || state === 'running')).toEqual([]);
  expect(runs.filter(({ ends, refused }) => ends !== (refused ? 0 : 1))).toEqual([]);

  const events = scopes.flatMap((scope) => readTrueEvents(local, scope, new Date(0)));
  const rotated = madeBy(events, 'RotateSecret', 'KeyledgerRotate').filter(({ record }) => !record['errorCode']);
  const tokens = rotated.map(({ record }) => read(record['requestParameters'], 'clientRequestToken'));
  const known = new Set<unknown>(runs.map(({ id }) => id));
  expect(tokens.filter((token) => !known.has(token))).toEqual([]);
  expect(new Set(tokens).size).toBe(tokens.length);
  const reveals = madeBy(events, 'GetSecretValue', 'KeyledgerReveal');
  expect(reveals.length).toBeLessThanOrEqual(asked.filter(({ action }) => action === 'secret.reveal').length);
  const requests = new Set(reveals.map(({ record }) => record['requestID']));
  const claimed = entries.filter(({ action, phase }) => action === 'secret.reveal' && phase === 'done');
  expect(claimed.filter(({ detail }) => !requests.has(detail.awsRequestId))).toEqual([]);
  return rotated.length + reveals.length;
}
