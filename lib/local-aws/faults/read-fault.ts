import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { integer, readInput, required, structure, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { faults, isFaultKind, type Fault } from './fault';

type Place = { account?: string | undefined; region?: string | undefined };
const place = structure<Place>({ account: text(), region: text() });
const known = ['kind', 'operation', 'scope', 'share', 'count', 'until', 'latencyMs', 'status'];

function readShare(value: unknown): number {
  if (value === undefined) return 1;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw new AwsError('invalid', 'share is a number from 0 to 1');
  return value;
}

function readMoment(value: unknown): number {
  if (value === undefined) return Infinity;
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw new AwsError('invalid', 'until is an ISO date');
  return time;
}

/**
 * `{ kind, operation?, scope?: { account?, region? } or "account/region", share?, count?, until?, latencyMs?, status? }`;
 * throws AwsError with one clear line for anything else.
 */
export function readFault(body: JsonObject): Fault {
  const stray = Object.keys(body).find((name) => !known.includes(name));
  if (stray !== undefined) throw new AwsError('invalid', `a fault has no "${stray}"; it has: ${known.join(', ')}`);
  const [account, region] = typeof body.scope === 'string' ? body.scope.split('/') : [];
  const scope = typeof body.scope === 'string' ? { account, region } : body.scope;
  const shape = {
    kind: required(text(), ''),
    operation: text(),
    scope: place,
    count: integer({ min: 1 }),
    latencyMs: integer({ min: 0, max: 86_400_000 }),
    status: integer({ min: 200, max: 599 }),
  };
  const input = readInput(shape, { ...body, scope });
  if (!isFaultKind(input.kind))
    throw new AwsError('invalid', `kind is one of ${Object.keys(faults).join(', ')}, not "${input.kind}"`);
  return {
    kind: input.kind,
    operation: input.operation,
    account: input.scope?.account,
    region: input.scope?.region,
    share: readShare(body.share),
    count: input.count ?? Infinity,
    until: readMoment(body.until),
    latencyMs: input.latencyMs,
    status: input.status,
    seen: 0,
  };
}
