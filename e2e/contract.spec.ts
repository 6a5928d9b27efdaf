import { problem } from '@/lib/contract/problem';
import { rotateAnswer } from '@/lib/contract/acts';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { toOpenApi } from '@/lib/contract/openapi';
import { runView } from '@/lib/contract/rotation';
import { PERSONAS, type Persona } from '@/lib/domain/grant';
import { everyGet } from './fixtures/every-get';
import { RawClient } from './fixtures/raw-client';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { until } from './fixtures/until';

const personas = Object.keys(PERSONAS).filter((name): name is Persona => name in PERSONAS);

/** The data of the events of a stream. */
const dataOf = (text: string): unknown[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']): unknown => JSON.parse(data));

test('every GET answers every persona as the contract says', async ({ apiAs }) => {
  test.setTimeout(300_000);
  const admin = await apiAs('admin');
  const { id } = await admin.secret('dev/payments/db');
  const { runId } = await admin.post(rotateAnswer, `/api/secrets/${id}/rotate`, {});
  await until('the run has ended', 60, async () => {
    const { endedAt } = await admin.get(runView, `/api/rotations/${runId}`);
    return endedAt;
  });
  for (const persona of personas) {
    const client = await RawClient.of(testAddress('KEYLEDGER_TEST_URL'), (await apiAs(persona)).request);
    for (const { path, url } of await everyGet(admin, id)) {
      const operation = EVERY_OPERATION.find((one) => one.method === 'GET' && one.path === path);
      if (!operation) throw new Error(`${path} is in the document and no operation`);
      const answer = await client.send(url, { headers: { 'accept-encoding': 'identity' } });
      const text = answer.body.toString();
      const where = `${persona} ${path}: ${answer.status} ${text.slice(0, 200)}`;
      if (answer.status === operation.status) {
        const isJson = operation.contentType === undefined;
        expect(answer.contentType, where).toContain(operation.contentType ?? 'application/json');
        for (const data of isJson ? [JSON.parse(text)] : dataOf(text))
          expect(operation.answer.safeParse(data).error, where).toBeUndefined();
      } else {
        expect(answer.contentType, where).toContain('application/problem+json');
        const said = problem.parse(JSON.parse(text));
        expect(said.status, where).toBe(answer.status);
        expect(['forbidden', 'not_found', ...operation.codes], where).toContain(said.code);
      }
    }
  }
});

test('a method that a path does not have is refused with a problem that says which it has', async () => {
  const stranger = new RawClient(testAddress('KEYLEDGER_TEST_URL'), '');
  for (const path of new Set(EVERY_OPERATION.map((operation) => operation.path))) {
    const own = EVERY_OPERATION.filter((operation) => operation.path === path).map(({ method }) => method);
    const allowed = own.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !allowed.includes(one))) {
      const answer = await stranger.send(path.replaceAll(/\{\w+\}/g, 'x'), { method });
      const where = `${method} ${path}: ${answer.status}`;
      expect(answer.status, where).toBe(405);
      expect(/^allow\n(.*)$/im.exec(answer.headers)?.[1]?.split(', ').toSorted(), where).toEqual(allowed.toSorted());
      expect(answer.contentType, where).toBe('application/problem+json');
      expect(problem.parse(JSON.parse(answer.body.toString())).status, where).toBe(405);
      expect(answer.headers, where).toMatch(/^content-security-policy\ndefault-src 'none'/im);
      expect(answer.headers, where).toMatch(/^x-content-type-options\nnosniff$/im);
    }
  }
});

test('the document that is served is made from the operations', async ({ request }) => {
  expect(await (await request.get('/api/openapi.json')).json()).toEqual(JSON.parse(JSON.stringify(toOpenApi())));
});

test('strangers get nothing but the open routes, and no name of a scope', async ({ apiAs }) => {
  const admin = await apiAs('admin');
  const { id } = await admin.secret('dev/payments/db');
  const stranger = new RawClient(testAddress('KEYLEDGER_TEST_URL'), '');
  for (const operation of EVERY_OPERATION) {
    const url = operation.path.replace('{id}', id).replace('{runId}', '0'.repeat(32));
    const method = operation.method === 'GET' ? 'GET' : 'POST';
    if (operation.method === 'DELETE') continue;
    const answer = await stranger.send(url, { method, ...(method === 'POST' && { body: {} }) });
    const open = operation.permission === 'anyone' && operation.id !== 'getMetrics';
    expect([operation.id, answer.status]).toEqual([
      operation.id,
      open ? 200 : operation.id === 'getMetrics' ? 404 : 401,
    ]);
  }
  const ready = (await stranger.send('/api/ready')).body.toString();
  expect(ready).not.toMatch(/\d{12}|eu-west|us-east|payments|sandbox/);
});
