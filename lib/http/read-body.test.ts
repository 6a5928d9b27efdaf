import { describe, expect, it } from 'vitest';
import { MOST_BYTES } from '@/lib/contract/operation';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import { readJson } from './read-body';

const request = (body: BodyInit, type: string | null = 'application/json', headers: Record<string, string> = {}) =>
  new Request('http://localhost/api/sync', {
    method: 'POST',
    body,
    headers: { ...(type && { 'content-type': type }), ...headers },
  });
const refusal = (body: BodyInit, type?: string | null, headers?: Record<string, string>) =>
  readJson(request(body, type, headers)).then(
    () => null,
    (error: unknown) => error,
  );

describe('a body', () => {
  it('is JSON in UTF-8', async () => {
    expect(await readJson(request('{"reason":"ä"}', 'application/json; charset=utf-8'))).toEqual({ reason: 'ä' });
    expect(await readJson(request('{"a":"[[[[[[[[[[[[\\"{{{{{{{{{{{{"}'))).toHaveProperty('a');
  });

  it.each<[string, BodyInit, (string | null)?]>([
    ['no type', new Uint8Array([123, 125]), null],
    ['a form', 'a=1', 'application/x-www-form-urlencoded'],
    ['plain text, which needs no preflight', '{}', 'text/plain'],
    ['a type that only begins alike', '{}', 'application/json5'],
    ['nothing', ''],
    ['half an object', '{"reason":"CANARY-1'],
    ['two objects', '{}{}'],
    ['a trailing comma', '{"a":1,}'],
    ['what JavaScript would take', '{reason:"CANARY-1"}'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ['arrays nine deep', '['.repeat(9) + ']'.repeat(9)],
    ['brackets without an end', '['.repeat(8000)],
    ['objects without an end', '{"a":'.repeat(3000)],
  ])('is refused with %s, and nothing of it repeated', async (_, body, type) => {
    const error = await refusal(body, type);
    expect(error).toMatchObject({ code: 'invalid' });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/CANARY|reason/);
  });

  it('costs no more than its length, whatever its quotes', async () => {
    const since = computedMs();
    for (let i = 0; i < 20; i++) await refusal(`"${String.raw`\"`.repeat(MOST_BYTES / 2 - 1)}`);
    expect(computedMs() - since).toBeLessThan(1000);
  });

  it('is refused above the limit, stated or not', async () => {
    expect(await refusal(`"${'a'.repeat(MOST_BYTES)}"`)).toMatchObject({ code: 'too_large' });
    expect(await refusal('{}', 'application/json', { 'content-length': '999999999' })).toMatchObject({
      code: 'too_large',
    });
    expect(await readJson(request(`"${'a'.repeat(MOST_BYTES - 2)}"`))).toHaveLength(MOST_BYTES - 2);
    const long = `"${'a'.repeat(MOST_BYTES)}"`;
    expect(await readJson(request(long), MOST_BYTES + 2)).toHaveLength(MOST_BYTES);
    await expect(readJson(request(long), MOST_BYTES + 1)).rejects.toMatchObject({
      code: 'too_large',
      message: `A body may have ${MOST_BYTES + 1} bytes.`,
    });
  });

  it('is read no further than the limit', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } };
    await expect(readJson(new Request('http://localhost/', init))).rejects.toMatchObject({ code: 'too_large' });
    expect(pulled).toBeLessThan(25);
  });
});
