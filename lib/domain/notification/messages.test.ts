import { describe, expect, it } from 'vitest';
import { fitBody, MOST_BYTES } from './fit-body';
import type { NoticeMessage, NoticeSecret } from './notice';
import { OCCASION_NAMES } from './occasion';
import { readRetryAfter, toRetryAt, toRetryOrGiveUp } from './plan-retry';
import { readSigningSecret, signWebhook } from './sign-webhook';
import { toSlackBody } from './to-slack';
import { toWebhookBody } from './to-webhook';

const ORIGIN = 'https://keyledger.example.com';
const HOSTILE = 'a`<!channel>`&<https://evil.example|login> *b* @channel \u202Eoff\u200B\n\n> quoted {n}';

const secret = (change: Partial<NoticeSecret> = {}): NoticeSecret => ({
  id: 'A'.repeat(22),
  name: 'prod/db',
  environment: 'prod',
  guardedAs: 'prod',
  accountId: '111122223333',
  accountName: 'main',
  region: 'eu-west-1',
  owner: 'payments',
  ...change,
});
const message = (change: Partial<NoticeMessage> = {}): NoticeMessage => ({
  occasion: 'rotation.failing',
  at: '2026-11-20T12:00:00.000Z',
  since: '2026-11-20T11:00:00.000Z',
  secrets: [secret()],
  scopes: [],
  more: 0,
  facts: [],
  path: `/secrets/${'A'.repeat(22)}`,
  ...change,
});

describe('a message', () => {
  it('is the same bytes at every attempt, with names, a link and what to do', () => {
    const body = toWebhookBody(message(), ORIGIN);
    expect(toWebhookBody(message(), ORIGIN)).toBe(body);
    expect(JSON.parse(body)).toMatchObject({
      type: 'rotation.failing',
      timestamp: '2026-11-20T12:00:00.000Z',
      data: {
        title: 'A rotation failed',
        since: '2026-11-20T11:00:00.000Z',
        secrets: [
          {
            name: 'prod/db',
            account: { id: '111122223333', name: 'main' },
            url: `${ORIGIN}/secrets/${'A'.repeat(22)}`,
          },
        ],
        url: `${ORIGIN}/secrets/${'A'.repeat(22)}`,
      },
    });
  });

  it.each([...OCCASION_NAMES, 'test'] as const)('of %s has a title, and says what to do', (occasion) => {
    const { data } = JSON.parse(toWebhookBody(message({ occasion, more: 3 }), ORIGIN));
    expect(data.title).toMatch(/\b4\b/);
    expect(data.todo).toMatch(/\.$/);
  });

  it('holds text of others as it is to be seen, on one line and bounded', () => {
    const said = JSON.parse(
      toWebhookBody(message({ secrets: [secret({ name: HOSTILE, owner: 'x'.repeat(5000) })] }), ORIGIN),
    );
    expect(said.data.secrets[0].name).toContain('‹U+202E›off‹U+200B›‹U+000A›‹U+000A›> quoted');
    expect(said.data.secrets[0].owner).toHaveLength(257);
  });

  it.each([toWebhookBody, toSlackBody])('stays within 20 KB whatever others wrote, by naming fewer', (write) => {
    const long = '\u{1F600}'.repeat(5000);
    const whole = message({
      secrets: Array.from({ length: 10 }, () => secret({ name: long, accountName: long, owner: long })),
      facts: Array.from({ length: 6 }, () => ({ label: long, value: long })),
      more: 490,
    });
    const body = fitBody(whole, (fitting) => write(fitting, ORIGIN));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MOST_BYTES);
    expect(body).toContain('500');
    expect(fitBody(message(), (fitting) => write(fitting, ORIGIN))).toBe(write(message(), ORIGIN));
  });
});

describe('a message to Slack', () => {
  const hostile = message({
    secrets: [secret({ name: HOSTILE, accountName: HOSTILE })],
    facts: [{ label: HOSTILE, value: HOSTILE }],
  });
  const { text, blocks } = JSON.parse(toSlackBody(hostile, ORIGIN)) as {
    text: string;
    blocks: { text?: { type: string; text: string }; fields?: { type: string; text: string }[] }[];
  };

  it('mentions nobody, links nowhere else and is not dressed by what others wrote', () => {
    const dressed = blocks
      .flatMap((block) => [block.text, ...(block.fields ?? [])])
      .filter((one) => one?.type === 'mrkdwn');
    expect(dressed.map((one) => one?.text)).toEqual([`<${ORIGIN}/secrets/${'A'.repeat(22)}|Open in Keyledger>`]);
    expect(text.match(/<[^>]*>/g)).toEqual([`<${ORIGIN}/secrets/${'A'.repeat(22)}>`]);
    // Whatever others wrote stands between two grave accents, of which their text has none.
    for (const line of text.split('\n').filter((one) => one.includes('channel')))
      expect(line).toMatch(/^`[^`]*` `[^`]*`$/);
  });

  it('has no text longer and no more fields than Slack takes', () => {
    for (const { fields = [], text: said } of blocks) {
      expect(fields.length).toBeLessThanOrEqual(10);
      for (const one of fields) expect(one.text.length).toBeLessThanOrEqual(2000);
      expect(said?.text.length ?? 0).toBeLessThanOrEqual(3000);
    }
  });
});

describe('a signing secret', () => {
  const of = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

  it('is whsec_ and base64 of 24 to 64 bytes', () => {
    expect([of(24), of(64)].map((one) => readSigningSecret(one)?.length)).toEqual([24, 64]);
    const wrong = [
      of(23),
      of(65),
      of(32).slice(6),
      `${of(32)} `,
      of(32).replace(/=$/, ''),
      'whsec_',
      'whsec_!!!!',
      `WHSEC_${of(32).slice(6)}`,
    ];
    expect(wrong.map(readSigningSecret)).toEqual(wrong.map(() => null));
  });

  it('signs as the convention’s own example has it', () => {
    // From the specification's test vector: id, timestamp and payload with this secret give this signature.
    const key = readSigningSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const at = new Date(1_614_265_330_000);
    const signed = signWebhook(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', at },
      key ? [key] : [],
    );
    expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('another try', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const seconds = (attempts: number, random: number, retryAfterSeconds: number | null = null): number =>
    (toRetryAt({ attempts, random, retryAfterSeconds }, now).getTime() - now.getTime()) / 1000;

  it('comes ever later, spread by a fifth, and as late as was asked for up to an hour', () => {
    expect([1, 2, 3, 8, 99].map((attempts) => seconds(attempts, 0.5))).toEqual([5, 15, 45, 7200, 7200]);
    expect([seconds(1, 0), seconds(1, 1)]).toEqual([4, 6]);
    expect([seconds(1, 0.5, 120), seconds(1, 0.5, 86_400), seconds(4, 0.5, 1)]).toEqual([120, 3600, 135]);
  });

  it('does not come a day after the message was made', () => {
    const madeAt = new Date(now.getTime() - 86_400_000);
    expect(toRetryOrGiveUp(now, madeAt)).toEqual(now);
    expect(toRetryOrGiveUp(new Date(now.getTime() + 1), madeAt)).toBeNull();
  });

  it.each([
    ['120', 120],
    ['Fri, 20 Nov 2026 12:01:00 GMT', 60],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['-1', null],
    ['1e9', null],
    ['2026-11-20', null],
    ['', null],
    [undefined, null],
  ])('after %j is after %j seconds', (header, expected) => {
    expect(readRetryAfter(header, now)).toBe(expected);
  });
});
