import 'server-only';
import type { AwsEndpoints } from './aws-config';
import { findVariable, type Reading } from './environment';
import { isLoopback } from './loopback';

export const REGION_PATTERN = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;

export function readEndpoints(reading: Reading): AwsEndpoints {
  return {
    all: readEndpoint(reading, 'AWS_ENDPOINT_URL'),
    secretsManager: readEndpoint(reading, 'AWS_ENDPOINT_URL_SECRETS_MANAGER'),
    cloudTrail: readEndpoint(reading, 'AWS_ENDPOINT_URL_CLOUDTRAIL'),
    sts: readEndpoint(reading, 'AWS_ENDPOINT_URL_STS'),
  };
}

function readEndpoint({ env, mistakes }: Reading, where: string): string | null {
  const text = findVariable(env, where);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url && secure && !url.username && !url.password) return text.replace(/\/+$/, '');
  mistakes.push({
    where,
    problem: 'is no endpoint that values may travel to',
    mend: 'Use https, or plain http on loopback, without user and password.',
  });
  return null;
}

/** Null: not stated here; the SDK may still know one, from a profile. */
export function readRegion({ env, mistakes }: Reading): string | null {
  const region = findVariable(env, 'AWS_REGION');
  if (region === null || REGION_PATTERN.test(region)) return region;
  mistakes.push({ where: 'AWS_REGION', problem: 'is no region', mend: 'Name one, e.g. AWS_REGION=eu-west-1.' });
  return null;
}
