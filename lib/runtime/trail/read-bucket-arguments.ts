import 'server-only';
import { readAddress, type TrailAddress } from '@/lib/domain/trail/bucket/read-address';
import { isAccountId, isRegionName } from '@/lib/domain/scope';
import { StartError } from '@/lib/runtime/start-error';
import type { Wanted } from './bucket-source';

export interface BucketArguments {
  address: TrailAddress;
  wanted: Wanted;
  role: string | null;
  externalId: string | null;
  /** Whose bucket it has to be; null: whoever's. */
  owner: string | null;
  /** null: that of the environment. */
  bucketRegion: string | null;
}

interface Given {
  account?: string[] | undefined;
  region?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  role?: string | undefined;
  'external-id'?: string | undefined;
  owner?: string | undefined;
  'bucket-region'?: string | undefined;
}

const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** A day that the calendar has. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

function require(flag: string, values: readonly (string | undefined)[], is: (text: string) => boolean, what: string) {
  const wrong = values.find((value) => value !== undefined && !is(value));
  if (wrong !== undefined) throw new StartError(`--${flag} ${JSON.stringify(wrong)} is ${what}.`);
}

/** What an import from a bucket is of, checked; throws what is wrong with it. */
export function readBucketArguments(path: string, given: Given): BucketArguments {
  const read = readAddress(path);
  if (!read.ok) throw new StartError(`${JSON.stringify(path)}: ${read.why}.`);
  const { address } = read;
  const { account = [], region = [], from, to, role, owner } = given;
  require('account', account, isAccountId, 'no account id of twelve digits');
  require('region', [...region, given['bucket-region']], isRegionName, 'no region');
  require('owner', [owner], isAccountId, 'no account id of twelve digits');
  require('role', [role], (text) => ROLE.test(text), 'not the ARN of an IAM role');
  require('external-id', [given['external-id']], (text) => EXTERNAL_ID.test(text), 'no external id');
  require('from', [from], isDay, 'no day: YYYY-MM-DD');
  require('to', [to], isDay, 'no day: YYYY-MM-DD');
  if (from !== undefined && to !== undefined && from > to) throw new StartError('--from is after --to.');
  if (role === undefined && given['external-id'] !== undefined)
    throw new StartError('--external-id is sent with a role, and no --role is named.');
  const also = (named: string | null, more: readonly string[]) => [
    ...new Set([...(named === null ? [] : [named]), ...more]),
  ];
  return {
    address,
    wanted: {
      accounts: also(address.accountId, account),
      regions: also(address.region, region),
      from: from ?? null,
      to: to ?? null,
    },
    role: role ?? null,
    externalId: given['external-id'] ?? null,
    owner: owner ?? null,
    bucketRegion: given['bucket-region'] ?? null,
  };
}
