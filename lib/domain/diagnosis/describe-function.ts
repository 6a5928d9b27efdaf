import type { FunctionFacts, FunctionLook } from './function-facts';

/** So much AWS's own templates are given; Lambda's default is 3. */
const SHORT_SECONDS = 30;
/** Runtimes under which AWS's old templates stopped to load (user guide, troubleshoot_rotation). */
const OLD_RUNTIME = /^python(2\.7|3\.[6-8])$/;

const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function describeFacts({ timeoutSeconds, runtime, inVpc, subnets, securityGroups, ...facts }: FunctionFacts): string[] {
  const time = timeoutSeconds === null ? null : `Its time limit is ${many(timeoutSeconds, 'second')}`;
  const short = timeoutSeconds !== null && timeoutSeconds < SHORT_SECONDS ? ': short for a rotation' : '';
  const network = inVpc
    ? `It runs in a VPC, with ${many(subnets, 'subnet')} and ${many(securityGroups, 'security group')}: from there it needs a way to Secrets Manager, and to what it rotates`
    : 'It runs outside a VPC: it reaches Secrets Manager, and nothing that is within a VPC alone';
  const state = facts.state === null || facts.state === 'Active' ? null : `Lambda says that it is ${facts.state}`;
  const update = facts.lastUpdate === 'Failed' ? 'Its last update failed' : null;
  const because = (what: string | null, reason: string | null) =>
    what === null || reason === null ? what : `${what} (${reason})`;
  return [
    because(state, facts.stateReason),
    because(update, facts.lastUpdateReason),
    time === null ? null : time + short,
    runtime === null ? null : `Its runtime is ${runtime}${OLD_RUNTIME.test(runtime) ? ', which Lambda has taken away or will' : ''}`,
    network,
  ].flatMap((sentence) => (sentence === null ? [] : `${sentence}.`));
} // prettier-ignore

const ADMITS = {
  open: 'Its policy lets Secrets Manager invoke it.',
  closed: 'Its policy does not let Secrets Manager invoke it for this secret.',
  conditional: 'Its policy lets Secrets Manager invoke it under conditions that only AWS can judge.',
  unreadable: 'Its policy could not be understood.',
} as const;

/** What was seen of the function, in sentences. */
export function describeFunction({ configuration, admission }: FunctionLook): string[] {
  if (configuration.kind === 'missing') return ['AWS knows no function of that ARN.'];
  return [
    ...(configuration.kind === 'seen' ? describeFacts(configuration.value) : []),
    ...(admission.kind === 'missing' ? ['It has no policy, so that nobody but its own account may invoke it.'] : []),
    ...(admission.kind === 'seen' ? [ADMITS[admission.value]] : []),
  ];
}
