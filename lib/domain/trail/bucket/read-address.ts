import { isAccountId, isRegionName } from '@/lib/domain/scope';
import { BUCKET, ORGANIZATION, type TrailPlace } from './trail-place';

/** A place in S3 as somebody names it, which may lead into one account and region of the trail. */
export interface TrailAddress extends Omit<TrailPlace, 'organization'> {
  /** undefined: the address does not lead so far, and the bucket tells. */
  organization: string | null | undefined;
  accountId: string | null;
  region: string | null;
}

const refuse = (why: string) => ({ ok: false as const, why });

const isPart = (part: string): boolean => part !== '' && part !== '.' && part !== '..' && part.length <= 256;

/**
 * `s3://BUCKET[/PREFIX…][/AWSLogs[/o-ORGANIZATION][/ACCOUNT[/CloudTrail[/REGION]]]]`, as the console and the command line
 * show it; or what is wrong with it.
 */
export function readAddress(text: string): { ok: true; address: TrailAddress } | { ok: false; why: string } {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)(?:\/(.*?))?\/?$/s.exec(text) ?? [];
  if (!BUCKET.test(bucket)) return refuse('it names no bucket: s3://BUCKET/PREFIX');
  const parts = path === '' ? [] : path.split('/');
  if (!parts.every(isPart)) return refuse('its path has a part that no trail has');
  const at = parts.indexOf('AWSLogs');
  const before = at < 0 ? parts : parts.slice(0, at);
  const rest = at < 0 ? [] : parts.slice(at + 1);
  const organization = rest[0]?.startsWith('o-') ? rest.shift() : undefined;
  const [accountId, kind = 'CloudTrail', region, ...more] = rest;
  const isKnown =
    (organization === undefined || ORGANIZATION.test(organization)) &&
    (accountId === undefined || isAccountId(accountId)) &&
    kind === 'CloudTrail' &&
    (region === undefined || isRegionName(region));
  if (!isKnown) return refuse('what follows AWSLogs/ is not [o-ORGANIZATION/][ACCOUNT/CloudTrail/][REGION/]');
  if (more.length > 0) return refuse('it leads into a day: end it with the region, and say --from and --to');
  return {
    ok: true,
    address: {
      bucket,
      prefix: before.map((part) => `${part}/`).join(''),
      // An account directly below AWSLogs/ is in the trail of no organisation.
      organization: organization ?? (accountId === undefined ? undefined : null),
      accountId: accountId ?? null,
      region: region ?? null,
    },
  };
}
