import { toServiceEvent } from '@/lib/local-aws/cloudtrail/service-event';
import { dayOf, type TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { seeActor } from './actors';
import { uuidOf } from './hash';
import type { Seeded } from './make-secret';
import { currentIdAt } from './make-rotation';
import { recordSeen, resourceOf } from './record-seen';

/** The end and the beginning of a secret that was made anew under its name: forced deletion leaves service events too. */
export function tellLife({ spec, arn, life }: Seeded, scopeKey: string, day: number): TrailEvent[] {
  if (life === undefined) return [];
  const { account, region, name } = spec;
  const by = (time: number, event: string, request: JsonObject, response: JsonObject, id: string) => {
    const seen = seeActor('ci', 'infrastructure', account, region, time);
    return recordSeen(scopeKey, region, arn, seen, { time, name: event, request, response, resource: resourceOf(id) });
  };
  const events: TrailEvent[] = [];
  if (dayOf(life.from) === day) {
    const clientRequestToken = currentIdAt(spec, arn, life.from);
    const request = { name, clientRequestToken, description: spec.description };
    events.push(by(life.from, 'CreateSecret', request, { arn, name, versionId: clientRequestToken }, name));
  }
  if (dayOf(life.until) !== day) return events;
  const request = { secretId: name, forceDeleteWithoutRecovery: true };
  events.push(by(life.until, 'DeleteSecret', request, { arn, name }, name));
  ['StartSecretVersionDelete', 'EndSecretVersionDelete'].forEach((event, index) => {
    const time = life.until + (index + 1) * 1000;
    const id = uuidOf(`event ${scopeKey} ${arn} ${event}`);
    const requestId = `SecretDeleteMessage:${arn}:${life.until}:Forced`;
    events.push(toServiceEvent({ id, time, name: event, account, region, requestId, additional: { ARN: arn, Name: name } })); // prettier-ignore
  });
  return events;
}
