import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { rotateAnswer } from '@/lib/contract/acts';
import { runView, type RunView } from '@/lib/contract/rotation';
import { versionWith, type Secret } from '@/lib/local-aws/world/secret';
import { post } from '@/e2e/bench/world/post';
import type { Keyledger } from '@/e2e/bench/world/start-keyledger';

const LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 5;

interface Following {
  keyledger: Keyledger;
  cookie: string;
  secretId: string;
  /** As AWS has it. */
  secret: Secret;
}

/** Rotates a secret; milliseconds from AWSCURRENT's move in AWS to the end on the stream that the page follows. */
export async function followRotation({ keyledger, cookie, secretId, secret }: Following): Promise<number> {
  const before = versionWith(secret, 'AWSCURRENT');
  const { url } = keyledger;
  const body = { reason: 'bench', confirmName: secret.name };
  const { runId } = rotateAnswer.parse(
    (await post({ url, path: `/api/secrets/${secretId}/rotate`, cookie, body })).body,
  );
  const seen = waitForEnd(`${url}/api/rotations/${runId}/stream`, cookie);
  const moved = waitForMove(secret, before);
  const [end, overAt] = await Promise.all([seen, moved]);
  if (end.run.state !== 'succeeded') throw new Error(`${secret.name}: ${end.run.state}, ${end.run.message}`);
  return end.at - overAt;
}

async function waitForMove(secret: Secret, before: ReturnType<typeof versionWith>): Promise<number> {
  const endsAt = performance.now() + LIMIT_MS;
  while (versionWith(secret, 'AWSCURRENT') === before) {
    if (performance.now() > endsAt) throw new Error(`${secret.name} was not rotated in ${LIMIT_MS / 1000} s`);
    await sleep(LOOK_EVERY_MS);
  }
  return performance.now();
}

/** The end of a run on the stream that its page follows. */
export async function waitForEnd(url: string, cookie: string): Promise<{ run: RunView; at: number }> {
  const asked = request(url, { headers: { cookie, accept: 'text/event-stream' }, timeout: LIMIT_MS }).end();
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  asked.once('response', resolve).once('error', reject);
  const answer = await promise;
  let last = '';
  for await (const line of createInterface(answer)) {
    if (!line.startsWith('data: ')) continue;
    last = line.slice('data: '.length);
    const said = runView.safeParse(JSON.parse(last));
    if (said.success && said.data.endedAt !== null) return { run: said.data, at: performance.now() };
  }
  throw new Error(`the stream ended before the run: ${last}`);
}
