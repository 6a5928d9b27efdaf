import { describe, expect, it } from 'vitest';
import { LEDGER_PHASES, type LedgerEntry } from '@/lib/domain/ledger-entry';
import { OWN_ACTIONS, PERMISSION_NAMES, type LedgerAction } from '@/lib/domain/permission';
import { toOcsf } from './to-ocsf';

/** What OCSF 1.3.0 requires (schema.ocsf.io/1.3.0): of every event, of the class, of the objects in it. */
const BASE = ['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'];
const REQUIRED: Record<number, readonly string[]> = {
  // API Activity; `cloud` comes with the profile that metadata names.
  6003: [...BASE, 'actor', 'actor.user', 'api', 'api.operation', 'src_endpoint'],
  // Authentication; and at least one of service and dst_endpoint.
  3002: [...BASE, 'user', 'service', 'service.name'],
};
const METADATA = ['metadata.version', 'metadata.product', 'metadata.product.vendor_name'];
/** Values that the enumerations of the classes have. */
const ACTIVITIES: Record<number, readonly number[]> = { 6003: [0, 1, 2, 3, 4, 99], 3002: [0, 1, 2, 3, 4, 5, 6, 99] };
const CATEGORY: Record<number, number> = { 6003: 6, 3002: 3 };

const actions: LedgerAction[] = [...PERMISSION_NAMES, ...OWN_ACTIONS];

const make = (change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  seq: 7,
  at: new Date('2026-11-25T10:00:00.000Z'),
  actId: 'act',
  action: 'secret.reveal',
  phase: 'done',
  actor: { id: 'https://login.example.com|ann', name: 'Ann', persona: null },
  secret: {
    id: 's',
    arn: 'arn:aws:x',
    name: 'prod/a',
    environment: 'prod',
    accountId: '111122223333',
    tags: { team: 'x' },
  },
  reason: 'why',
  code: null,
  requestId: 'r',
  count: 1,
  detail: { mode: 'field', field: 'password' },
  prevHash: 'p',
  hash: 'h',
  ...change,
});

const at = (event: Record<string, unknown>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, step) => (typeof value === 'object' && value ? Reflect.get(value, step) : undefined),
      event,
    );

describe('an entry in the Open Cybersecurity Schema Framework', () => {
  it.each(actions.flatMap((action) => LEDGER_PHASES.map((phase) => [action, phase] as const)))(
    '%s %s has what its class requires',
    (action, phase) => {
      const event = toOcsf(
        make({ action, phase, secret: action.startsWith('secret.') ? make().secret : null }),
        'ledger-id',
      );
      const classUid = Number(event.class_uid);
      for (const path of [...(REQUIRED[classUid] ?? ['a class that is known']), ...METADATA])
        expect(at(event, path), path).toBeDefined();
      expect(ACTIVITIES[classUid]).toContain(event.activity_id);
      expect(event.category_uid).toBe(CATEGORY[classUid]);
      expect(event.type_uid).toBe(classUid * 100 + Number(event.activity_id));
      expect([0, 1, 2, 3, 4, 5, 6, 99]).toContain(event.severity_id);
      expect([0, 1, 2, 99]).toContain(event.status_id);
      expect(at(event, 'metadata.profiles') !== undefined).toBe(event.cloud !== undefined);
      expect(JSON.stringify(event)).not.toContain('undefined');
    },
  );

  it('says who did what to what, when, why, and by which hash it can be found', () => {
    expect(toOcsf(make(), 'ledger-id')).toMatchObject({
      time: 1_795_600_800_000,
      class_uid: 6003,
      activity_name: 'Read',
      type_uid: 600_302,
      status: 'Success',
      severity: 'Informational',
      message: 'why',
      metadata: {
        uid: 'h',
        sequence: 7,
        correlation_uid: 'act',
        product: { name: 'Keyledger', feature: { uid: 'ledger-id' } },
      },
      actor: { user: { uid: 'https://login.example.com|ann', name: 'Ann' } },
      api: { operation: 'secret.reveal', request: { uid: 'r' } },
      resources: [{ uid: 'arn:aws:x', name: 'prod/a', labels: ['team=x'] }],
      cloud: { provider: 'AWS', account: { uid: '111122223333' } },
      unmapped: { phase: 'done', environment: 'prod', detail: { mode: 'field', field: 'password' } },
    });
    expect(toOcsf(make({ phase: 'refused', code: 'forbidden', count: 9 }), 'l')).toMatchObject({
      status: 'Failure',
      status_code: 'forbidden',
      severity_id: 3,
      count: 9,
    });
  });

  it('tells the token that acted from the person, and an issuer from a subject with a bar in it', () => {
    const actor = { id: 'https://t.auth0.com|auth0|5f', name: 'Ann', persona: null };
    const user = { uid: actor.id, domain: 'https://t.auth0.com', uid_alt: 'auth0|5f' };
    const byPerson = toOcsf(make({ action: 'secret.rotate', actor }), 'l');
    expect(byPerson).toMatchObject({ actor: { user }, unmapped: { token: null } });
    expect(at(byPerson, 'actor.user.credential_uid')).toBeUndefined();
    const token = { id: 't1', name: 'nightly' };
    expect(toOcsf(make({ action: 'secret.rotate', actor: { ...actor, token } }), 'l')).toMatchObject({
      actor: { user: { ...user, credential_uid: 't1' } },
      unmapped: { token },
    });
  });

  it('names both where one person ends the session of another', () => {
    const detail = { person: 'Bob', subject: 'https://login.example.com|bob' };
    expect(toOcsf(make({ action: 'session.end', secret: null, detail }), 'l')).toMatchObject({
      class_uid: 3002,
      activity_name: 'Logoff',
      user: { uid: 'https://login.example.com|bob', name: 'Bob' },
      actor: { user: { name: 'Ann' } },
    });
  });
});
