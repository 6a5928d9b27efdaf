import 'server-only';
import { findVariable, type Reading } from './environment';
import { isLoopback } from './loopback';
import { readEndpoints, readRegion } from './read-aws';

export interface ForeignEndpoint {
  url: string;
  region: string;
}

/**
 * The endpoint of the person's own that the demo is to show; null: none, so the local AWS. Whoever opens the demo may
 * take any persona and acts with the environment's credentials: that is for this machine alone, never for AWS.
 */
export function readForeignEndpoint(reading: Reading): ForeignEndpoint | null {
  const { all, ...services } = readEndpoints(reading);
  if (all === null) return null;
  requireLoopback(reading, 'AWS_ENDPOINT_URL', all);
  requireLoopback(reading, 'AWS_ENDPOINT_URL_SECRETS_MANAGER', services.secretsManager);
  requireLoopback(reading, 'AWS_ENDPOINT_URL_CLOUDTRAIL', services.cloudTrail);
  requireLoopback(reading, 'AWS_ENDPOINT_URL_STS', services.sts);
  requireCredentials(reading);
  return { url: all, region: requireRegion(reading) };
}

function requireLoopback({ mistakes }: Reading, where: string, url: string | null): void {
  if (url === null || isLoopback(new URL(url).hostname)) return;
  mistakes.push({
    where,
    problem: 'is not on this machine, and the demo lets anybody act',
    mend: 'Name a loopback address, e.g. http://127.0.0.1:5000; for AWS itself use npm start.',
  });
}

function requireCredentials({ env, mistakes }: Reading): void {
  if (findVariable(env, 'AWS_PROFILE') !== null) return;
  for (const where of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    if (findVariable(env, where) === null)
      mistakes.push({
        where,
        problem: 'is not set',
        mend: 'Give the credentials that the endpoint takes, or AWS_PROFILE; many take any, e.g. test.',
      });
}

/** The AWS CLI's variable counts too: who has an endpoint of their own often has set no other. */
function requireRegion(reading: Reading): string {
  const { env, mistakes } = reading;
  const stated = findVariable(env, 'AWS_REGION') ?? findVariable(env, 'AWS_DEFAULT_REGION');
  const region = readRegion({ ...reading, env: { ...env, AWS_REGION: stated ?? undefined } });
  if (stated === null)
    mistakes.push({ where: 'AWS_REGION', problem: 'is not set', mend: 'Name one, e.g. AWS_REGION=eu-west-1.' });
  return region ?? '';
}
