import { connect } from 'node:net';
import { DescribeSecretCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

interface Signed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

const [seconds = '5', clients = '8', target = ''] = process.argv.slice(2);
const { hostname, port } = new URL(target);
const requests: Buffer[] = [];

function toBytes({ method, path, headers, body }: Signed): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = body instanceof Uint8Array ? Buffer.from(body).toString() : String(body);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
}

/** Requests signed by the SDK beforehand, so that the time measured is the endpoint's and not that of signing. */
async function sign(): Promise<void> {
  const { SecretList = [] } = await new SecretsManagerClient({}).send(new ListSecretsCommand({ MaxResults: 100 }));
  const requestHandler = {
    handle: (request: Signed) => {
      requests.push(toBytes(request));
      return Promise.reject(new Error('kept, not sent'));
    },
  };
  const client = new SecretsManagerClient({ requestHandler, maxAttempts: 1 });
  for (const { ARN } of SecretList)
    await client.send(new DescribeSecretCommand({ SecretId: ARN })).catch(() => undefined);
}

const taken: number[] = [];
let refused = 0;

/** One connection that asks as soon as it has its answer. */
function ask(first: number, endsAt: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(Number(port), hostname).setNoDelay().setEncoding('latin1');
  let [next, since, answer] = [first, 0, ''];
  const send = () => {
    since = performance.now();
    socket.write(requests[next++ % requests.length] ?? '');
  };
  socket.on('connect', send).on('error', reject);
  socket.on('data', (part) => {
    answer += String(part);
    const head = answer.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(answer)?.[1]);
    if (head < 0 || answer.length < head + 4 + length) return;
    if (!answer.startsWith('HTTP/1.1 200')) refused += 1;
    taken.push(performance.now() - since);
    answer = '';
    if (performance.now() < endsAt) return send();
    socket.destroy();
    resolve();
  });
  return promise;
}

/** DescribeSecret from so many connections at once, for so many seconds; prints `{ perSecond, answered, p50, p95, refused }` (ms). */
await sign();
const since = performance.now();
await Promise.all(
  Array.from({ length: Number(clients) }, (_, index) => ask(index * 7, since + Number(seconds) * 1000)),
);
const perSecond = taken.length / ((performance.now() - since) / 1000);
const sorted = taken.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? NaN;
process.stdout.write(JSON.stringify({ perSecond, answered: taken.length, p50: at(0.5), p95: at(0.95), refused }));
