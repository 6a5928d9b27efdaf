import { MOST_STREAMS } from '@/lib/domain/rate-limits';
import { until } from './fixtures/until';
import { attacksOn } from './trust/raw/attacks';
import { leaveEarly } from './trust/raw/leave-early';
import { sendRaw } from './trust/raw/send-raw';
import { sendSlowly } from './trust/raw/send-slowly';
import { expect, test } from './trust/test';

/** What no answer may hold: a header that somebody put into their words, a stack, a file of ours. */
const NEVER = /^x-injected:|\bat .+\(.+:\d+\)|node:internal|node_modules|"dependencies"/im;

test('paths, headers and bodies that two servers could read in two ways are read in one, or refused', async ({
  estate,
}) => {
  const { host } = new URL(estate.url);
  const cookie = await estate.cookieOf('admin');
  const wrong: string[] = [];
  for (const { what, bytes, ends } of attacksOn(host, cookie)) {
    const { answers, text } = await sendRaw(estate.url, bytes);
    const statuses = answers.map(({ status }) => status);
    if (JSON.stringify(statuses) !== JSON.stringify(ends))
      wrong.push(`${what}: ${statuses.join(', ')}, not ${ends.join(', ')}`);
    if (NEVER.test(text)) wrong.push(`${what}: ${NEVER.exec(text)?.[0]}`);
    for (const { head } of answers)
      if (!/^content-security-policy: default-src 'none'/im.test(head)) wrong.push(`${what}: no policy`);
  }
  expect(wrong).toEqual([]);
  expect((await estate.client.send({ path: '/api/health' })).status).toBe(200);
});

for (const path of ['/api/secrets/export', '/api/access/export.csv'])
  test(`downloads of ${path} by readers who left before they began take nobody a place`, async ({ estate }) => {
    const { cookie } = await estate.openSession('admin', `who leaves ${path} early`);
    for (let left = 0; left < MOST_STREAMS + 2; left += 1) await leaveEarly(estate.url, path, cookie);
    const answer = await until('there is room again', 20, async () => {
      const { status } = await estate.client.send({ path, headers: { cookie } });
      return status === 429 ? null : status;
    });
    expect(answer).toBe(200);
  });

test('a byte a second is taken for 10 s of a head and 30 s of a body, and looked after every 5', async ({ estate }) => {
  test.skip(process.env.KEYLEDGER_LONG !== '1', 'in the long tests');
  const { host } = new URL(estate.url);
  const head = `POST /api/sync HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n`;
  const ended = [`${head}\r\n`, `${head}X-Long: `].map((atOnce) => sendSlowly(estate.url, atOnce));
  const [body, inHead] = await Promise.all(ended);
  expect([body?.answer.slice(0, 12), inHead?.answer.slice(0, 12)]).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408']);
  for (const [slow, least] of [
    [body, 30],
    [inHead, 10],
  ] as const) {
    expect(slow?.seconds).toBeGreaterThan(least - 1);
    expect(slow?.seconds).toBeLessThan(least + 10);
  }
  test.info().annotations.push({ type: 'slow', description: `${body?.seconds} ${inHead?.seconds}` });
});
