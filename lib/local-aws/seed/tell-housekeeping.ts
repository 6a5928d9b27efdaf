import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { seeActor } from './actors';
import { dayMs, deletionCycle, fallsOn, lastDeletion, momentOf } from './calendar';
import type { Seeded } from './make-secret';
import { recordSeen, resourceOf } from './record-seen';
import { tellEdits } from './tell-edits';

/** A scope's own rounds: an inventory bot that lists, a pipeline that describes, now and then a person who browses. */
export function tellRounds(account: string, region: string, scopeKey: string, day: number): TrailEvent[] {
  const bot = (time: number) => seeActor('lambda', 'asset-inventory', account, region, time);
  const lists = Array.from({ length: 6 }, (_, index) => {
    const time = day * dayMs + index * 4 * 3_600_000 + 61_000;
    return recordSeen(scopeKey, region, 'inventory', bot(time), {
      time,
      name: 'ListSecrets',
      request: { maxResults: 100 },
    });
  });
  const browse = momentOf(`browse ${scopeKey}`, day, [8, 16]);
  const person = seeActor('person', 'jana@example.com', account, region, browse);
  const browsed = recordSeen(scopeKey, region, 'browse', person, {
    time: browse,
    name: 'ListSecrets',
    request: { maxResults: 20 },
  });
  return fallsOn(`browse ${scopeKey}`, 3, day) ? [...lists, browsed] : lists;
}

function tellDeletion({ spec, arn }: Seeded, scopeKey: string, day: number): TrailEvent[] {
  if (spec.deletion !== true || !fallsOn(arn, deletionCycle, day)) return [];
  const time = lastDeletion(arn, (day + 1) * dayMs - 1);
  const seen = seeActor('personCli', 'li@example.com', spec.account, spec.region, time);
  const resource = resourceOf(arn);
  const ends = new Date(time + 30 * dayMs).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) (.*) GMT$/, '$2 $1, $3 $4');
  return [
    recordSeen(scopeKey, spec.region, arn, seen, {
      time: time - 3_600_000,
      name: 'RestoreSecret',
      request: { secretId: arn },
      response: { arn, name: spec.name },
      resource,
    }),
    recordSeen(scopeKey, spec.region, arn, seen, {
      time,
      name: 'DeleteSecret',
      request: { secretId: arn, recoveryWindowInDays: 30 },
      response: { arn, name: spec.name, deletionDate: ends },
      resource,
    }),
  ];
}

const policyEvery = 30;
const planEvery = 7;

/** Where there is a policy, Terraform looks at it every week and puts it anew every month. */
function tellPolicy({ spec, arn }: Seeded, scopeKey: string, day: number): TrailEvent[] {
  if (spec.policy === undefined) return [];
  const isPut = fallsOn(`policy ${arn}`, policyEvery, day);
  if (!isPut && !fallsOn(`plan ${scopeKey}`, planEvery, day)) return [];
  const time = isPut ? momentOf(`policy ${arn}`, day, [9, 15]) : momentOf(`plan ${scopeKey}`, day, [6, 8]);
  const seen = seeActor('ci', 'infrastructure', spec.account, spec.region, time);
  const by = (name: string, request: JsonObject, response: JsonObject | null) =>
    recordSeen(scopeKey, spec.region, arn, seen, {
      time,
      name,
      request: { secretId: arn, ...request },
      response,
      resource: resourceOf(arn),
    });
  if (!isPut) return [by('DescribeSecret', {}, null), by('GetResourcePolicy', {}, null)];
  const resourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: spec.policy });
  return [by('PutResourcePolicy', { resourcePolicy, blockPublicPolicy: true }, { arn, name: spec.name })];
}

export function tellHousekeeping(seeded: Seeded, scopeKey: string, day: number): TrailEvent[] {
  return [
    ...tellDeletion(seeded, scopeKey, day),
    ...tellPolicy(seeded, scopeKey, day),
    ...tellEdits(seeded, scopeKey, day),
  ];
}
