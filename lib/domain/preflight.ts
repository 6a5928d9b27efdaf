import { planConsumers, type Consumer, type Follow } from './access/plan-consumers';
import { checkLowerEnvironments } from './check-lower-environments';
import type { PreflightCheck, PreflightFacts } from './preflight-facts';
import { checkObstacles } from './rotation/check-obstacles';
import { nameSome } from './deletion/name-users';
import { checkSchedule } from './rotation/check-schedule';
import { checkStrategy } from './rotation/check-strategy';
import type { ObservedSecret } from './secret';

export interface Preflight {
  checks: PreflightCheck[];
  consumers: Consumer[];
}

const nameConsumers = (consumers: readonly Consumer[]): string => nameSome(consumers.map(({ who }) => who));

function checkReaders(consumers: readonly (Consumer & { follow: Follow })[], covered: boolean): PreflightCheck[] {
  const slow = consumers.filter(({ follow }) => follow === 'lags');
  const quick = consumers.filter(({ follow }) => follow === 'follows');
  const starting = consumers.filter(({ follow }) => follow === 'restarts');
  const checks: PreflightCheck[] = [];
  if (!covered) {
    const message = 'The last 30 days of history are not wholly known here: there may be readers that are not listed.';
    checks.push({ id: 'history-not-covered', level: 'warning', message });
  }
  if (starting.length > 0) {
    const message = `Read it only when they start, and have to be restarted: ${nameConsumers(starting)}.`;
    checks.push({ id: 'readers-at-start', level: 'warning', message });
  }
  if (slow.length > 0) {
    const message = `May go on with the old value and break: ${nameConsumers(slow)}.`;
    checks.push({ id: 'readers-slow', level: 'warning', message });
  } else if (starting.length > 0) {
    return checks;
  } else if (quick.length > 0) {
    const message = `Every program seen reading it fetches it again within the hour (${quick.length}).`;
    checks.push({ id: 'readers-quick', level: 'reassuring', message });
  } else if (covered) {
    checks.push({ id: 'no-readers', level: 'reassuring', message: 'No program has read it in the last 30 days.' });
  }
  return checks;
}

function checkReplicas({ replicas }: ObservedSecret): PreflightCheck[] {
  if (!replicas || replicas.length === 0) return [];
  const failed = replicas.filter(({ status }) => status === 'Failed').map(({ region }) => region);
  const regions = replicas.map(({ region }) => region).join(', ');
  return failed.length > 0
    ? [
        {
          id: 'replica-failed',
          level: 'warning',
          message: `Replication fails to ${failed.join(', ')}: its old value stays there.`,
        },
      ]
    : [{ id: 'replicas-follow', level: 'reassuring', message: `AWS copies the new value to ${regions}.` }];
}

const toConsumer = ({ who, actorKind, lastAt, cadence, within, meaning }: Consumer & { follow: Follow }): Consumer => ({
  who,
  actorKind,
  lastAt,
  cadence,
  within,
  meaning,
});

/**
 * What speaks for and against rotating a secret now, and what it means for each who reads it
 * (product.md, Rotate now). Blocking checks first; ids are stable.
 */
export function planPreflight(facts: PreflightFacts): Preflight {
  const { secret, environment, siblings, now } = facts;
  const planned = planConsumers(facts.readers, secret.rotationLambdaArn, now);
  const checks = [
    ...checkObstacles(facts),
    ...checkSchedule(secret, now),
    ...checkStrategy(secret, planned.length > 0),
    ...checkReaders(planned, facts.historyCovered),
    ...checkReplicas(secret),
    ...checkLowerEnvironments(environment, siblings),
  ];
  const weight = { blocking: 0, warning: 1, reassuring: 2 } as const;
  return {
    checks: checks.toSorted((a, b) => weight[a.level] - weight[b.level]),
    consumers: planned.map(toConsumer),
  };
}
