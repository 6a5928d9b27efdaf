import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { problem } from '@/lib/contract/problem';
import { readTables } from '@/e2e/fixtures/stored-bytes';
import { ROWS } from '@/e2e/trust/matrix/rows';
import { signInAs } from '@/lib/http/testing/sign-in-as';
import type { Answered } from '@/e2e/trust/world/client';
import { Limits } from '@/lib/runtime/limits';
import { openDoor, type Door } from './testing/open-door';
import { toAbsent } from './testing/to-absent';

let door: Door;
let cookie: string;
beforeAll(async () => {
  // What is asked here in a second, nobody asks in an hour.
  globalThis.keyledgerLimits = new Limits(1000);
  door = await openDoor();
  cookie = await signInAs(door.system, 'admin');
});
afterAll(() => door.stop());

const place = { environments: ['dev'], tag: { key: 'team', value: 'payments' } };
/** By operation: a body with all that it may hold, where the matrix has none with as much. */
const WHOLE: Readonly<Record<string, unknown>> = {
  createToken: { name: 'whole', permissions: ['inventory.read'], where: [place], expiresInDays: 1 },
  saveView: { name: 'whole', screen: 'secrets', query: 'env=prod', shared: true, replace: true },
  annotateMany: {
    ids: ['A'.repeat(22)],
    owner: 'me',
    note: 'n',
    runbook: 'https://example.com/',
    existing: 'keep',
    seen: '0'.repeat(64),
  },
  draftWave: {
    name: 'whole',
    source: { kind: 'principal', principal: 'A'.repeat(22), since: '2026-01-01' },
    concurrency: 2,
    pauseSeconds: 1,
    stopAfter: null,
  },
  askForEvents: {
    scope: '111111111111:eu-west-1',
    from: '2026-01-01',
    to: '2026-01-02',
    secret: 'A'.repeat(22),
    principal: 'A'.repeat(22),
  },
  dismissFindings: { ids: ['A'.repeat(22)], reason: 'a drill' },
  reopenFindings: { ids: ['A'.repeat(22)], reason: 'a drill' },
  beginReview: { secret: 'A'.repeat(22), from: '2026-01-01', to: '2026-01-02' },
  previewAnnotations: { filter: { env: ['prod'], tag: ['team=payments'], q: 'x', pending: 'only' }, total: 0 },
  annotatePrefix: { prefix: 'whole/', owner: 'me', note: 'n', runbook: 'https://example.com/', revision: null },
};
const withBody = EVERY_OPERATION.filter(({ method }) => method === 'POST').map((operation) => ({
  operation,
  id: operation.id,
  body: WHOLE[operation.id] ?? ROWS[operation.id]?.body?.({ id: '111111111111:eu-west-1' }),
}));

/** Names of properties anywhere in a schema. */
const namesIn = (schema: z.ZodType): string[] => {
  const names: string[] = [];
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }), (key, value: unknown) => {
    if (key === 'properties' && value && typeof value === 'object') names.push(...Object.keys(value));
    return value;
  });
  return names;
};
/** What others in the contract say, what rows and grants are made of, and what every object has. */
const STRANGERS = [
  ...new Set([
    ...EVERY_OPERATION.flatMap(({ body, params }) => [body, params].flatMap(namesIn)),
    ...'actor actorId admin createdAt createdBy digest endedAt environment expiresAt grants groups id'.split(' '),
    ...'isAdmin issuer owner permission persona person role state subject $where'.split(' '),
    ...'__proto__ constructor prototype toString hasOwnProperty __defineGetter__'.split(' '),
    '',
  ]),
];

const MARK = '@stranger';
/** A body in each of whose objects in turn there is one property more; where, as a JSON pointer. */
function intruded(body: unknown, at = ''): { at: string; own: string[]; body: unknown }[] {
  if (body === null || typeof body !== 'object') return [];
  const inside = Object.entries(body).flatMap(([name, value]) =>
    intruded(value, `${at}/${name}`).map((one) => ({
      ...one,
      body: Array.isArray(body) ? body.with(Number(name), one.body) : { ...body, [name]: one.body },
    })),
  );
  return Array.isArray(body) ? inside : [{ at, own: Object.keys(body), body: { [MARK]: 0, ...body } }, ...inside];
}

const send = (operation: (typeof withBody)[number]['operation'], text: string, path = toAbsent(operation)) => {
  const headers = { cookie, 'content-type': 'application/json' };
  return door.client.send({ method: operation.method, path, headers, body: text });
};
const said = ({ status, text }: Answered) => ({ status, errors: problem.parse(JSON.parse(text)).errors });
const everyRow = async (): Promise<string[]> => {
  const tables: string[] = [];
  for await (const { name, bytes } of readTables(door.databaseUrl)) tables.push(`${name}\n${bytes.toString()}`);
  return tables;
};

describe.each(withBody)('$id', ({ operation, body }) => {
  it('takes no property that is not its own, wherever it stands, and does nothing', async () => {
    const known = new Set(namesIn(operation.body));
    const before = await everyRow();
    const accepted: string[] = [];
    for (const { at, own, body: intruder } of intruded(body))
      for (const name of STRANGERS.filter((stranger) => !own.includes(stranger) && !known.has(stranger))) {
        const value = '{"permissions":["secret.reveal"],"isAdmin":true}';
        const text = JSON.stringify(intruder).replace(`"${MARK}":0`, `${JSON.stringify(name)}:${value}`);
        const answer = said(await send(operation, text));
        const named = answer.errors?.some(({ pointer, rule }) => pointer === at && rule.includes('is not known here'));
        if (answer.status !== 400 || !named) accepted.push(`${at}/${name}: ${JSON.stringify(answer)}`);
      }
    expect(accepted).toEqual([]);
    expect(await everyRow()).toEqual(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('takes no text that is too long or too deep', async () => {
    const long = (bytes: number) => `${JSON.stringify(body).slice(0, -1)}${' '.repeat(bytes)}}`;
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const statuses = async (...texts: string[]) => {
      const answers: number[] = [];
      for (const text of texts) answers.push((await send(operation, text)).status);
      return answers;
    };
    expect(await statuses(long(operation.mostBytes ?? 16_384), long(60_000), long(70_000))).toEqual([413, 413, 413]);
    expect(await statuses(deep(9), deep(1000), '['.repeat(16_000), '{"a":'.repeat(3000))).toEqual([400, 400, 400, 400]);
  });

  it('is begun by the same body as it should be', async () => {
    // There is no such secret, nor such a scope; what is about none of them is done.
    const about = ['createToken', 'previewEnvironments', 'saveView', 'annotatePrefix', 'previewAnnotations'];
    const isAboutNone = about.includes(operation.id);
    expect((await send(operation, JSON.stringify(body))).status).toBe(isAboutNone ? operation.status : 404);
  });
});

it.each(EVERY_OPERATION.filter(({ permission }) => permission !== 'anyone').map((one) => [one.id, one] as const))(
  '%s takes no parameter that is not its own',
  async (_, operation) => {
    const strangers = ['permissions', 'role', 'actor', '__proto__', 'constructor', 'visibility'];
    for (const name of strangers.filter((stranger) => !Object.keys(operation.query.shape).includes(stranger))) {
      const path = `${toAbsent(operation)}?${name}=1`;
      const answer = said(await send(operation, '{}', path));
      expect(answer.status, path).toBe(400);
      expect(answer.errors?.map(({ pointer }) => pointer)).toContain(`query:${name}`);
    }
  },
);
