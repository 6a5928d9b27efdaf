import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { callApi } from './call-api';

const schema = z.strictObject({ runId: z.string() });
const answers = (response: Response | Error) => {
  const fetching = vi.fn<typeof fetch>(() =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  vi.stubGlobal('fetch', fetching);
  return fetching;
};
const problem = {
  type: 'about:blank',
  title: 'Not possible now',
  status: 409,
  detail: 'A version is pending.',
  code: 'conflict',
  requestId: 'r-1',
};

test('an act carries a key of its own and its body as JSON', async () => {
  const fetching = answers(Response.json({ runId: 'x' }));
  expect(await callApi(schema, '/api/x', { method: 'POST', body: { reason: 'why' } })).toEqual({
    ok: true,
    data: { runId: 'x' },
  });
  const [, init] = fetching.mock.calls[0] ?? [];
  const headers = new Headers(init?.headers);
  expect(headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  expect(init).toMatchObject({ method: 'POST', body: '{"reason":"why"}', cache: 'no-store' });
});

test('an act that is sent again carries the key that it is given', async () => {
  const fetching = answers(Response.json({ runId: 'x' }));
  await callApi(schema, '/api/x', { method: 'POST', key: 'of-this-form' });
  expect(new Headers(fetching.mock.calls[0]?.[1]?.headers).get('idempotency-key')).toBe('of-this-form');
});

test('a problem is handed on as it is', async () => {
  answers(Response.json(problem, { status: 409 }));
  expect(await callApi(schema, '/api/x')).toEqual({ ok: false, problem });
});

test.each([
  ['a page instead of a problem', new Response('<html>', { status: 502 }), 'internal'],
  ['an answer of another shape', Response.json({ run: 1 }), 'internal'],
  ['an answer that is no JSON', new Response('{'), 'internal'],
  ['no answer', new TypeError('fetch failed'), 'unavailable'],
])('%s becomes a problem in words', async (_what, response, code) => {
  answers(response);
  const answer = await callApi(schema, '/api/x');
  expect(answer).toMatchObject({ ok: false, problem: { code } });
});

test('nothing of a broken answer stands in the problem', async () => {
  answers(Response.json({ value: 'CANARY-1' }));
  expect(JSON.stringify(await callApi(schema, '/api/x'))).not.toContain('CANARY');
});
