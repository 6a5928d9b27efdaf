import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { bendProtocol } from '@/lib/local-aws/bends/bend-protocol';
import { createCall } from '@/lib/local-aws/call';
import { takeFault, toFaultError } from '@/lib/local-aws/faults/fault';
import { spendQuota } from '@/lib/local-aws/faults/quota';
import { authenticate } from '@/lib/local-aws/iam/authenticate';
import type { SignedRequest } from '@/lib/local-aws/wire/signature';
import type { World } from '@/lib/local-aws/world/world';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { gatewayPage, type Answer } from './answer';
import { chooseProtocol } from './choose-protocol';
import { ConnectionCut } from './connection-cut';

export type Incoming = SignedRequest & { socket: Socket };

async function perform(world: World, incoming: Incoming, requestId: string): Promise<Answer> {
  const protocol = bendProtocol(world.options.bends, chooseProtocol(incoming));
  try {
    const target = protocol.readTarget(incoming);
    const { caller, region } = authenticate(world, incoming, target.service, protocol.dialect, Date.now());
    const fault = takeFault(world, target.operation, caller.account, region);
    const delay = world.options.latencyMs + (fault?.kind === 'latency' ? fault.latencyMs : 0);
    if (delay > 0) await wait(delay);
    if (fault?.kind === 'reset') throw new ConnectionCut();
    if (fault?.kind === 'html') return { status: 502, type: 'text/html', body: gatewayPage };
    const userAgent = incoming.headers['user-agent'] ?? 'unknown';
    const origin = { sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1', userAgent, requestId };
    const call = createCall(world, caller, region, origin);
    const refusal = fault && toFaultError(fault, call, target.operation, target.service);
    if (refusal !== undefined) throw refusal;
    spendQuota(world, `${caller.account}/${region}`, target.quota);
    return target.run(call);
  } catch (error) {
    if (error instanceof AwsError) return protocol.toErrorAnswer(error, requestId);
    throw error;
  }
}

/** One request to AWS: who signed it, what it meets on the way, the operation, the answer in the protocol it came in. */
export async function serveRequest(world: World, incoming: Incoming): Promise<Answer> {
  const requestId = randomUUID();
  const answer = await perform(world, incoming, requestId);
  return { requestId, ...answer };
}
