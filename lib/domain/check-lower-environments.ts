import { dayOf } from './day';
import { PROD, toGuardedEnvironment, type EnvironmentVerdict } from './environment-verdict';
import { rankOf } from './environment-rank';
import type { PreflightCheck, Sibling } from './preflight-facts';

function isLower(candidate: EnvironmentVerdict, own: string): boolean {
  const other = toGuardedEnvironment(candidate);
  const [lower, higher] = [rankOf(other), rankOf(own)];
  return lower === null || higher === null ? own === PROD && other !== PROD : lower < higher;
}

const NEVER = new Date(0);
const nameOf = ({ environment, name }: Sibling): string => `${name} (${environment.value})`;

/** Whether the same secret has been rotated where a failure costs less, and how that went. */
export function checkLowerEnvironments(
  environment: EnvironmentVerdict,
  siblings: readonly Sibling[],
): PreflightCheck[] {
  const own = toGuardedEnvironment(environment);
  const lower = siblings.filter((sibling) => isLower(sibling.environment, own));
  if (lower.length === 0) {
    const message = 'You see no such secret in a lower environment to try the rotation on first.';
    return own === PROD ? [{ id: 'no-lower-environment', level: 'warning', message }] : [];
  }
  const broken = lower.find(({ rotation }) => rotation.state === 'failing' || rotation.state === 'stuck');
  if (broken) {
    const message = `The rotation of ${nameOf(broken)} is ${broken.rotation.state}: this one may go the same way.`;
    return [{ id: 'lower-environment-failing', level: 'warning', message }];
  }
  // Its label may have been cleared since, so that the state says nothing of it any more.
  const failed = lower.find(
    ({ lastFailedAt, lastRotatedAt }) => lastFailedAt && lastFailedAt > (lastRotatedAt ?? NEVER),
  );
  if (failed?.lastFailedAt) {
    const message = `The last rotation of ${nameOf(failed)} failed on ${dayOf(failed.lastFailedAt)}, and none has succeeded there since: this one may go the same way.`; // prettier-ignore
    return [{ id: 'lower-environment-failing', level: 'warning', message }];
  }
  const [latest] = lower.toSorted((a, b) => (b.lastRotatedAt?.getTime() ?? 0) - (a.lastRotatedAt?.getTime() ?? 0));
  if (!latest?.lastRotatedAt) {
    const names = lower.map(nameOf).slice(0, 3).join(', ');
    if (lower.some(({ createdAt }) => createdAt === null)) {
      const message = `Whether it was ever rotated in a lower environment is unknown, as no dates are shown: ${names}.`;
      return [{ id: 'lower-environment-unknown', level: 'warning', message }];
    }
    const message = `Never rotated in a lower environment either: ${names}.`;
    return [{ id: 'lower-environment-never-rotated', level: 'warning', message }];
  }
  const on = dayOf(latest.lastRotatedAt);
  const message = `${nameOf(latest)} was rotated on ${on}.`;
  return [{ id: 'lower-environment-rotated', level: 'reassuring', message }];
}
