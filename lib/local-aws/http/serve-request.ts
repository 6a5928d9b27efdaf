import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { bendProtocol } from '@/lib/local-aws/bends/bend-protocol';
import { createCall } from '@/lib/local-aws/call';
import { standingMs, takeFaults } from '@/lib/local-aws/faults/fault';
import { meetFault } from '@/lib/local-aws/faults/fault-answer';
import { spendQuota } from '@/lib/local-aws/faults/quota';
import { authenticate, refusePresigned } from '@/lib/local-aws/iam/authenticate';
import { isPresigned, type SignedRequest } from '@/lib/local-aws/wire/signature';
import type { World } from '@/lib/local-aws/world/world';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { Answer } from './answer';
import { chooseProtocol } from './choose-protocol';

export type Incoming = SignedRequest & { socket: Socket };

/** By how many milliseconds the service's clock is ahead for this request. */
type Clock = { ahead: number };

async function perform(world: World, incoming: Incoming, requestId: string, clock: Clock): Promise<Answer> {
  const protocol = bendProtocol(world.options.bends, chooseProtocol(incoming));
  try {
    if (isPresigned(incoming.url)) throw refusePresigned(protocol.dialect);
    const target = protocol.readTarget(incoming);
    const { service, operation } = target;
    const nowFor = (account: string, region: string) => {
      clock.ahead = standingMs(world, 'clock-skew', { operation, account, region });
      return Date.now() + clock.ahead;
    };
    const { caller, region } = authenticate(world, incoming, service, protocol.dialect, nowFor);
    const faults = takeFaults(world, { operation, account: caller.account, region });
    const delay = faults.reduce((sum, { kind, latencyMs = 1000 }) => sum + (kind === 'latency' ? latencyMs : 0), 0);
    if (world.options.latencyMs + delay > 0) await wait(world.options.latencyMs + delay);
    const userAgent = incoming.headers['user-agent'] ?? 'unknown';
    const origin = { sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1', userAgent, requestId };
    const call = createCall(world, caller, region, origin);
    for (const fault of faults) {
      const answer = meetFault(fault, { call, operation, service, dialect: protocol.dialect });
      if (answer !== undefined) return answer;
    }
    spendQuota(world, `${caller.account}/${region}`, target.quota);
    const answer = target.run(call);
    return faults.some(({ kind }) => kind === 'truncated') ? { ...answer, cut: true } : answer;
  } catch (error) {
    if (error instanceof AwsError) return protocol.toErrorAnswer(error, requestId);
    throw error;
  }
}

/** One request to AWS: who signed it, what it meets on the way, the operation, the answer in the protocol it came in. */
export async function serveRequest(world: World, incoming: Incoming): Promise<Answer> {
  const requestId = randomUUID();
  const clock = { ahead: 0 };
  const answer = await perform(world, incoming, requestId, clock);
  if (clock.ahead === 0) return { requestId, ...answer };
  // By this header the SDKs learn how far their own clock is off.
  const date = new Date(Date.now() + clock.ahead).toUTCString();
  return { requestId, ...answer, headers: { ...answer.headers, date } };
}
