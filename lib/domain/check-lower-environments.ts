import { PROD, toGuardedEnvironment, type EnvironmentVerdict } from './environment-verdict';
import { rankOf } from './environment-rank';
import type { PreflightCheck, Sibling } from './preflight-facts';

function isLower(candidate: EnvironmentVerdict, own: string): boolean {
  const other = toGuardedEnvironment(candidate);
  const [lower, higher] = [rankOf(other), rankOf(own)];
  return lower === null || higher === null ? own === PROD && other !== PROD : lower < higher;
}

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
  const on = latest.lastRotatedAt.toISOString().slice(0, 10);
  const message = `${nameOf(latest)} was rotated on ${on}.`;
  return [{ id: 'lower-environment-rotated', level: 'reassuring', message }];
}
