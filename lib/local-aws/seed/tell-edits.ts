import { toServiceEvent } from '@/lib/local-aws/cloudtrail/service-event';
import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { seeActor } from './actors';
import { fallsOn, momentOf } from './calendar';
import { uuidOf } from './hash';
import type { Seeded } from './make-secret';
import { currentIdAt, previousIdAt } from './make-rotation';
import { recordSeen, resourceOf } from './record-seen';
import type { Edit } from './spec';

const minute = 60_000;

type Step = { after: number; name: string; request: JsonObject };

const replacedBy = (document: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: document });
const openToAll = [{ Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' }];

/** What each edit is made of; all of them leave the secret as they found it, so that its state needs no calendar. */
function stepsOf({ what }: Edit, { spec, arn }: Seeded, time: number): Step[] {
  switch (what) {
    case 'tag':
      return [
        { after: 0, name: 'UntagResource', request: { tagKeys: ['reviewed'] } },
        { after: 2000, name: 'TagResource', request: { tags: (spec.tags ?? []).map(({ Key, Value }) => ({ key: Key, value: Value })) } }, // prettier-ignore
      ];
    case 'describe':
      return [{ after: 0, name: 'UpdateSecret', request: { description: spec.description } }];
    case 'roll-back': {
      const [current, previous] = [currentIdAt(spec, arn, time), previousIdAt(spec, arn, time)];
      const move = (moveToVersionId: string, removeFromVersionId: string) => ({ versionStage: 'AWSCURRENT', moveToVersionId, removeFromVersionId }); // prettier-ignore
      return [
        { after: 0, name: 'UpdateSecretVersionStage', request: move(previous, current) },
        { after: 25 * minute, name: 'UpdateSecretVersionStage', request: move(current, previous) },
      ];
    }
    case 'delete-and-restore':
      return [
        { after: 0, name: 'DeleteSecret', request: { recoveryWindowInDays: 7 } },
        { after: 95 * minute, name: 'RestoreSecret', request: {} },
      ];
    case 'change-policy':
      return [
        { after: 0, name: 'PutResourcePolicy', request: { resourcePolicy: replacedBy(openToAll), blockPublicPolicy: false } }, // prettier-ignore
        { after: 37 * minute, name: 'PutResourcePolicy', request: { resourcePolicy: replacedBy(spec.policy ?? []), blockPublicPolicy: true } }, // prettier-ignore
      ];
    case 'replicate':
      return [{ after: 0, name: 'ReplicateSecretToRegions', request: { addReplicaRegions: [{ region: spec.replicaIn }] } }]; // prettier-ignore
  }
}

/** AWS tries for itself and says that it failed, in the shape of live replications. */
function tellReplication({ spec, arn }: Seeded, scopeKey: string, time: number): TrailEvent[] {
  const { account, region, replicaIn } = spec;
  return ['ReplicationStarted', 'ReplicationFailed'].map((event, index) => {
    const at = time + (index + 1) * 4000;
    const id = uuidOf(`event ${scopeKey} ${arn} ${event} ${at}`);
    const requestId = `Replication-${arn}-${replicaIn}`;
    const errorMessage = index === 0 ? undefined : spec.replicaFails;
    return toServiceEvent({ id, time: at, name: event, account, region, requestId, additional: { SecretId: arn }, errorMessage }); // prettier-ignore
  });
}

function tellEdit(edit: Edit, seeded: Seeded, scopeKey: string, day: number): TrailEvent[] {
  const { spec, arn } = seeded;
  const key = `${edit.what} ${arn}`;
  // In a world of one region there is nowhere to replicate to.
  if (edit.what === 'replicate' && spec.replicaIn === undefined) return [];
  if (!fallsOn(key, edit.every, day)) return [];
  // In the evening, when no reader of such a secret reads.
  const time = momentOf(key, day, [20, 22]);
  const seen = seeActor(edit.actor, edit.who, spec.account, spec.region, time);
  const steps = stepsOf(edit, seeded, time).map(({ after, name, request }) =>
    recordSeen(scopeKey, spec.region, `${key} ${after}`, seen, {
      time: time + after,
      name,
      request: { secretId: arn, ...request },
      response: { arn, name: spec.name },
      resource: resourceOf(arn),
    }),
  );
  return edit.what === 'replicate' ? [...steps, ...tellReplication(seeded, scopeKey, time)] : steps;
}

/** What people and pipelines do to a secret on one day beside reading and rotating it. */
export function tellEdits(seeded: Seeded, scopeKey: string, day: number): TrailEvent[] {
  return (seeded.spec.edits ?? []).flatMap((edit) => tellEdit(edit, seeded, scopeKey, day));
}
