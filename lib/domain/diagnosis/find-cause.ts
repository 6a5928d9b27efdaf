import { NOT_CREATED } from '@/lib/domain/rotation/judge-target';
import type { RotationStep, RotationVerdict } from '@/lib/domain/rotation-state';
import type { Cause } from './cause';
import type { Invocation } from './find-invocations';
import type { FunctionLook } from './function-facts';
import type { LineKind } from './log-templates';

export interface CauseFacts {
  state: RotationVerdict['state'];
  step: RotationStep | null;
  /** AWS's own sentence of the failure. */
  message: string | null;
  abandoned: boolean;
  hasFunction: boolean;
  /** null: not looked at. */
  look: FunctionLook | null;
  /** Of this secret, oldest first; null: not read, or not to be read. */
  invocations: readonly Invocation[] | null;
}

/** Longer than this, and it is the network (user guide, troubleshoot_rotation). */
const NETWORK_AFTER_MS = 5_000;

const OF_LINE: Partial<Record<LineKind, Cause>> = {
  'kms-denied': 'kms-denied',
  'key-missing': 'secret-json',
  'import-failed': 'code-not-loaded',
  'database-login': 'database-login',
  'no-stage': 'changed-meanwhile',
  'call-denied': 'function-denied',
  'call-failed': 'call-failed',
};

const kindsOf = ({ lines }: Invocation): (LineKind | null)[] => lines.map(({ read }) => read.kind);
const isFailing = (invocation: Invocation): boolean =>
  kindsOf(invocation).some((kind) => kind !== null && (kind === 'timed-out' || OF_LINE[kind] !== undefined));

/** The one to read: the last that failed by AWS's own words, else the last. */
export const findFailing = (invocations: readonly Invocation[]): Invocation | null =>
  invocations.findLast(isFailing) ?? invocations.at(-1) ?? null;

function byDatabase({ lines }: Invocation): Cause {
  const took = lines.find(({ read }) => read.kind === 'report')?.read.tookMs ?? null;
  if (took === null) return 'database-login';
  return took > NETWORK_AFTER_MS ? 'database-unreachable' : 'database-refuses';
}

function byLog({ state, step, invocations }: CauseFacts): Cause | null {
  if (invocations === null) return null;
  const failing = findFailing(invocations);
  if (failing === null) return state === 'failing' ? 'not-begun' : null;
  const kinds = kindsOf(failing);
  const said = kinds.flatMap((kind) => (kind === null ? [] : (OF_LINE[kind] ?? [])))[0];
  if (said !== undefined) return said === 'database-login' ? byDatabase(failing) : said;
  if (!kinds.includes('timed-out') || kinds.includes('step-done')) return null;
  const isCreated = invocations.some((one) => one !== failing && kindsOf(one).includes('step-done'));
  return isCreated || (step !== null && step !== 'createSecret') ? 'stops-after-create' : 'endpoint-unreachable';
}

function byFunction(look: FunctionLook | null): Cause | null {
  if (look === null) return null;
  const { configuration, admission } = look;
  if (configuration.kind === 'missing') return 'function-missing';
  if (configuration.kind === 'seen') {
    const { state, lastUpdate } = configuration.value;
    if (state === 'Failed' || state === 'Inactive' || lastUpdate === 'Failed') return 'function-broken';
  }
  const isClosed = admission.kind === 'missing' || (admission.kind === 'seen' && admission.value === 'closed');
  return isClosed ? 'not-invocable' : null;
}

/** The first that holds: AWS's own sentence, what the function is, what its log says, what the events say. */
export function findCause(facts: CauseFacts): Cause {
  if (NOT_CREATED.test(facts.message ?? '')) return 'rotation-token';
  if (!facts.hasFunction) return 'service-rotates';
  const seen = byFunction(facts.look) ?? byLog(facts);
  if (seen !== null) return seen;
  if (facts.abandoned) return 'changed-meanwhile';
  return facts.state === 'stuck' && facts.message === null ? 'left-pending' : 'unknown';
}
