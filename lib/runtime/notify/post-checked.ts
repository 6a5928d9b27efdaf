import 'server-only';
import { lookup, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { withoutBrackets } from '@/lib/domain/ip-address';
import { mayConnectTo, type AddressRules } from '@/lib/domain/notification/judge-address';
import { readRetryAfter } from '@/lib/domain/notification/plan-retry';
import { toProblem, type SendOutcome, type SendProblem } from '@/lib/domain/notification/send-problem';

/** Name, connection, certificate and answer together. */
const TIMEOUT_MS = 10_000;
/** Of an answer nobody reads more, and of what is read nothing is kept. */
const MOST_ANSWER_BYTES = 16_384;

export interface PostOptions {
  resolve: (host: string) => Promise<LookupAddress[]>;
  timeoutMs: number;
  /** Beside those that Node trusts. */
  ca: string;
}

interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  rules: AddressRules;
  signal: AbortSignal;
}

class SendError extends Error {
  readonly problem: SendProblem;
  constructor(problem: SendProblem) {
    super(problem);
    this.problem = problem;
  }
}

const resolveName = (host: string): Promise<LookupAddress[]> =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true, verbatim: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/** What a host's name leads to now. One address that may not be asked spoils the answer: whoever mixes them means us. */
async function findAddresses({ url, rules }: Post, resolve: PostOptions['resolve']): Promise<LookupAddress[]> {
  const host = withoutBrackets(new URL(url).hostname);
  const family = isIP(host);
  // A literal is never asked of a resolver, by Node neither, so that it is held against the rules here.
  const found =
    family > 0
      ? [{ address: host, family }]
      : await resolve(host).catch(() => {
          throw new SendError('name');
        });
  if (found.length === 0) throw new SendError('name');
  if (!found.every(({ address }) => mayConnectTo(address, rules))) throw new SendError('address');
  return found;
}

/** The connection goes to what was looked at and to nothing else: a name that leads elsewhere a moment later changes nothing. */
const pinTo =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else if (first) done(null, first.address, first.family);
  };

const TLS_CODES = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

const toSendProblem = (error: unknown): SendProblem => {
  if (error instanceof SendError) return error.problem;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return TLS_CODES.test(code) ? 'tls' : 'unreachable';
};

function post(
  { url, headers, body, rules }: Post,
  { addresses, signal, ca }: { addresses: LookupAddress[]; signal: AbortSignal; ca: string | undefined },
): Promise<{ status: number; retryAfter: string | undefined }> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own, so that none outlives its check; and no proxy, which would resolve the name by itself.
      agent: false,
      lookup: pinTo(addresses),
      signal,
      ...(ca !== undefined && { ca }),
    });
    sending.on('error', reject);
    sending.on('socket', (socket) => {
      socket.on('connect', () => {
        if (!mayConnectTo(socket.remoteAddress ?? '', rules)) sending.destroy(new SendError('address'));
      });
    });
    sending.on('response', (answer) => {
      // The status decides. What follows is read so that a receiver may end in peace, but not for long.
      resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] });
      let read = 0;
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_ANSWER_BYTES) answer.destroy();
      });
      answer.on('error', () => undefined);
    });
    sending.end(body);
  });
}

/** Rejects when the signal is aborted, whatever else goes on: a resolver knows no signal. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** One attempt: looks the name up, holds every address against the rules, and sends to those alone. Redirects are not followed. */
export async function postChecked(message: Post, options: Partial<PostOptions> = {}): Promise<SendOutcome> {
  const { resolve = resolveName, timeoutMs = TIMEOUT_MS, ca } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([message.signal, timeout]);
  const sending = findAddresses(message, resolve).then((addresses) => post(message, { addresses, signal, ca }));
  try {
    const { status, retryAfter } = await Promise.race([sending, untilAborted(signal)]);
    const problem = toProblem(status);
    if (problem === null) return { arrived: true, status };
    return { arrived: false, problem, status, retryAfterSeconds: readRetryAfter(retryAfter, new Date()) };
  } catch (error) {
    // Whether it arrived nobody knows: it is sent again, under the same id.
    if (message.signal.aborted) throw error;
    const problem = timeout.aborted ? 'timeout' : toSendProblem(error);
    return { arrived: false, problem, status: null, retryAfterSeconds: null };
  } finally {
    sending.catch(() => undefined);
  }
}
