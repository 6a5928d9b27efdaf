import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ChannelConfig } from '@/lib/config/notifications-config';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import { OCCASION_NAMES } from '@/lib/domain/notification/occasion';
import { readSigningSecret } from '@/lib/domain/notification/sign-webhook';
import { createNotifier } from './create-notifier';
import type { PostOptions } from './post-checked';
import { CERTIFICATE, HOST, startReceiver, type Receiver } from './testing/receiver';

const [NEW, OLD] = ['n', 'o'].map((letter) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`);
const LOOPBACK: LookupAddress[] = [{ address: '127.0.0.1', family: 4 }];
const PUBLIC = { address: '93.184.215.14', family: 4 };
const message: NoticeMessage = {
  occasion: 'test',
  at: '2026-11-20T12:00:00.000Z',
  since: null,
  secrets: [],
  scopes: [],
  more: 0,
  facts: [{ label: 'sent by', value: 'Ada' }],
  path: '/settings/notifications',
};
const delivery = { id: 'msg_1', message };
const never = new AbortController().signal;

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = (_, response) => void response.writeHead(204).end();
});

const channel = (change: Partial<ChannelConfig> = {}): ChannelConfig => ({
  name: 'c',
  kind: 'webhook',
  url: `https://${HOST}:${receiver.port}/path?token=x`,
  keys: [NEW, OLD].flatMap((secret) => readSigningSecret(secret ?? '') ?? []),
  occasions: OCCASION_NAMES,
  environments: null,
  accounts: null,
  owners: [],
  ownersOnly: false,
  ...change,
});

interface Change {
  options?: Partial<PostOptions>;
  notifications?: { allowPrivate?: string[]; allowLoopback?: boolean };
  channel?: Partial<ChannelConfig>;
  signal?: AbortSignal;
}

function send({ options, notifications, channel: of, signal = never }: Change = {}) {
  const channels = [channel(of)];
  const rules = { allowPrivate: [], allowLoopback: true, scopeFailingHours: 3, ...notifications };
  const web = { publicUrl: 'https://keyledger.example.com' };
  return createNotifier(
    { notifications: { channels, ...rules }, web },
    { ca: CERTIFICATE, timeoutMs: 1000, resolve: async () => LOOPBACK, ...options },
  ).send('c', delivery, signal);
}
const failed = (problem: string, status: number | null = null) => ({
  arrived: false,
  problem,
  status,
  retryAfterSeconds: null,
});

describe('a message', () => {
  it('is one of Standard Webhooks, which either secret verifies while one is replaced', async () => {
    expect(await send()).toEqual({ arrived: true, status: 204 });
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const told = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    for (const secret of [NEW, OLD])
      expect(new Webhook(secret ?? '').verify(body, told)).toMatchObject({ type: 'test', data: { more: 0 } });
    const stranger = new Webhook(Buffer.from('s'.repeat(32)).toString('base64'));
    expect(() => stranger.verify(body, told)).toThrow('No matching signature');
    expect(headers).toMatchObject({ 'webhook-id': 'msg_1', 'content-type': 'application/json; charset=utf-8' });
    expect(headers.host).toBe(`${HOST}:${receiver.port}`);
  });

  it('to Slack is not signed', async () => {
    expect(await send({ channel: { kind: 'slack', keys: [] } })).toMatchObject({ arrived: true });
    expect(Object.keys(receiver.received[0]?.headers ?? {}).filter((name) => name.startsWith('webhook'))).toEqual([]);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toHaveProperty('blocks');
  });
});

describe('a receiver', () => {
  it.each([
    [301, { location: 'https://169.254.169.254/' }, failed('redirect', 301)],
    [307, { location: '/elsewhere' }, failed('redirect', 307)],
    [410, {}, failed('gone', 410)],
    [404, {}, failed('refused', 404)],
    [500, {}, failed('broken', 500)],
    [429, { 'retry-after': '17' }, { ...failed('busy', 429), retryAfterSeconds: 17 }],
    [503, { 'retry-after': 'whenever' }, failed('busy', 503)],
  ])('that answers %i %j is believed by that alone', async (status, headers, outcome) => {
    receiver.answer = (_, response) => void response.writeHead(status, headers as Record<string, string>).end('words');
    expect(await send()).toEqual(outcome);
    expect(receiver.received).toHaveLength(1);
  });

  it('that never answers, or whose name is never found, is left after its time', async () => {
    receiver.answer = () => undefined;
    expect(await send({ options: { timeoutMs: 200 } })).toEqual(failed('timeout'));
    const hangs = () => new Promise<LookupAddress[]>(() => undefined);
    expect(await send({ options: { timeoutMs: 200, resolve: hangs } })).toEqual(failed('timeout'));
  });

  it('that answers without an end is not listened to', async () => {
    let closed = 0;
    receiver.answer = (request, response) => {
      response.writeHead(200);
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', write);
      request.socket.on('close', () => (closed += 1));
      write();
    };
    // Long before its time is up.
    expect(await send({ options: { timeoutMs: 60_000 } })).toEqual({ arrived: true, status: 200 });
    await expect.poll(() => closed).toBe(1);
  });

  it('that answers a letter at a time is left after its time', async () => {
    let closed = 0;
    receiver.answer = (request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      request.socket.on('close', () => {
        clearInterval(drip);
        closed += 1;
      });
    };
    expect(await send({ options: { timeoutMs: 300 } })).toEqual({ arrived: true, status: 200 });
    await expect.poll(() => closed).toBe(1);
  });

  it.each<[string, Change, string]>([
    ['whose certificate nobody signed', { options: { ca: '' } }, 'tls'],
    ['whose certificate is of another', { channel: { url: 'https://other.example.test:1/' } }, 'tls'],
    ['that is not there', { channel: { url: `https://${HOST}:1/` } }, 'unreachable'],
    ['whose name is not known', { options: { resolve: async () => Promise.reject(new Error('ENOTFOUND')) } }, 'name'],
    ['whose name leads nowhere', { options: { resolve: async () => [] } }, 'name'],
  ])('%s gets nothing', async (_, change, problem) => {
    const url = change.channel?.url?.replace('other.example.test:1', `other.example.test:${receiver.port}`);
    expect(await send({ ...change, ...(url && { channel: { url } }) })).toEqual(failed(problem));
    expect(receiver.received).toEqual([]);
  });

  it('is not told to have failed where the worker stops', async () => {
    const stopping = new AbortController();
    receiver.answer = () => stopping.abort(new Error('the worker stops'));
    await expect(send({ signal: stopping.signal })).rejects.toThrow('the worker stops');
  });
});

describe('the address', () => {
  it.each<[string, LookupAddress[]]>([
    ['this machine', LOOPBACK],
    ['one that is public and one that is not', [PUBLIC, { address: '10.0.0.1', family: 4 }]],
    ['where a cloud tells its machines who they are', [{ address: '169.254.169.254', family: 4 }]],
    ['this machine, dressed as IPv6', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['a neighbour by a zone', [{ address: 'fe80::1%eth0', family: 6 }]],
  ])('of %s is not connected to', async (_, found) => {
    const notifications = { allowLoopback: false };
    expect(await send({ notifications, options: { resolve: async () => found } })).toEqual(failed('address'));
    expect(receiver.received).toEqual([]);
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]', '0.0.0.0'])(
    'that stands in the URL, %s, is held against the rules too',
    async (host) => {
      const resolve = async () => [PUBLIC];
      const url = new URL(`https://${host}:${receiver.port}/`).href;
      expect(await send({ channel: { url }, notifications: { allowLoopback: false }, options: { resolve } })).toEqual(
        failed('address'),
      );
    },
  );

  it('is looked up at every send, and once: a name that leads elsewhere a moment later changes nothing', async () => {
    const answers = [LOOPBACK, [{ address: '10.0.0.1', family: 4 }], LOOPBACK];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    expect(await send({ options: { resolve } })).toMatchObject({ arrived: true });
    expect(asked).toBe(1);
    expect(await send({ options: { resolve } })).toEqual(failed('address'));
    expect(await send({ options: { resolve } })).toMatchObject({ arrived: true });
    expect(receiver.received).toHaveLength(2);
  });

  it('is not a proxy’s, whatever the environment names', async () => {
    const proxied: string[] = [];
    const proxy = http.createServer((_, response) => void response.end());
    proxy.on('connect', (request, socket) => void (proxied.push(request.url ?? ''), socket.destroy()));
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    const HTTPS_PROXY = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    // What Node makes of NODE_USE_ENV_PROXY at its start.
    const usual = https.globalAgent;
    https.globalAgent = new https.Agent({ proxyEnv: { NODE_ENV: 'test', HTTPS_PROXY } });
    onTestFinished(() => {
      https.globalAgent = usual;
      proxy.close();
    });
    const other = https.request(`https://${HOST}:${receiver.port}/`);
    await once(other, 'error');
    expect(proxied).toEqual([`${HOST}:${receiver.port}`]);
    expect(await send()).toMatchObject({ arrived: true });
    expect(proxied).toHaveLength(1);
  });
});
