import { createCall } from '@/lib/local-aws/call';
import { getSecretValue } from '@/lib/local-aws/secretsmanager/get-secret-value';
import { nextRotation } from '@/lib/local-aws/rotation/schedule';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { moveLabel } from '@/lib/local-aws/world/labels';
import { addSecret, noteChange, removeSecret, touch } from '@/lib/local-aws/world/scope';
import { startOfDay, versionWith } from '@/lib/local-aws/world/secret';
import { later, scopeOf, type World } from '@/lib/local-aws/world/world';
import { seeActor } from './actors';
import { readTimes, renewalOn } from './calendar';
import { isAlive } from './generations';
import { makeContent } from './make-content';
import { getsValue, readerKey, type Seeded } from './make-secret';
import { versionIdAt } from './make-rotation';
import { passedId } from './record-seen';

const minute = 60_000;
const dayMs = 86_400_000;

/** The calendar's new value has come: the secret takes the version that its record tells of, unless somebody was quicker. */
function takeRenewal(world: World, { spec, arn, secret }: Seeded, time: number): void {
  const id = versionIdAt(arn, time);
  const { rotation } = secret;
  const isLeft =
    spec.rotation.is === 'never' ? rotation === undefined : rotation?.enabled === true && rotation.byCalendar;
  if (
    isLeft !== true ||
    secret.deletion !== undefined ||
    secret.versions.has(id) ||
    versionWith(secret, 'AWSPENDING') !== undefined
  )
    return;
  const content = () => makeContent(spec.value, spec.name, id);
  const version = {
    id,
    created: time,
    stages: new Set<string>(),
    kmsKeyIds: [secret.kmsKeyId ?? 'DefaultEncryptionKey'],
    content,
  };
  secret.versions.set(id, version);
  moveLabel(secret, 'AWSCURRENT', version);
  if (rotation !== undefined) {
    rotation.lastRotated = time;
    rotation.next = nextRotation(rotation.rules, time);
  }
  touch(scopeOf(world, spec.account, spec.region), secret, time);
}

/** What the calendar holds between two moments happens to the secrets too, not only to the history. */
function follow(world: World, all: readonly Seeded[], from: number, to: number): void {
  const day = Math.floor(to / dayMs);
  const happened = (time: number | undefined) => time !== undefined && time > from && time <= to;
  for (const seeded of all) {
    const { spec, arn, secret, life } = seeded;
    const scope = scopeOf(world, spec.account, spec.region);
    if (happened(life?.from)) addSecret(scope, secret);
    if (happened(life?.until)) removeSecret(scope, secret);
    if (!isAlive(seeded, to)) continue;
    const rotated = renewalOn(spec.rotation, arn, day);
    if (rotated !== undefined && happened(rotated)) takeRenewal(world, seeded, rotated);
    const wasRead = spec.readers.some(
      (reader, index) => getsValue(spec, reader) && readTimes(reader, readerKey(arn, index), day).some(happened),
    );
    if (!wasRead || secret.deletion !== undefined) continue;
    secret.accessed = startOfDay(to);
    const current = versionWith(secret, 'AWSCURRENT');
    if (current !== undefined) current.accessed = secret.accessed;
    noteChange(scope, secret);
  }
}

/** One more read, outside the calendar, by one who reads this secret anyway: a real call with a record of its own. */
function visit(world: World, seeded: Seeded): void {
  const { spec, arn } = seeded;
  if (!isAlive(seeded, Date.now())) return;
  const reader = spec.readers.find(
    (candidate) => candidate.denied !== true && candidate.perDay !== undefined && candidate.from === undefined,
  );
  if (reader === undefined) return;
  const { caller, ...origin } = seeActor(reader.actor, reader.who, spec.account, spec.region, Date.now());
  if (caller.kind !== 'user' && caller.kind !== 'session') return;
  try {
    getSecretValue.run(createCall(world, caller, spec.region, origin), {
      SecretId: passedId(arn, spec.name, reader.by),
    });
  } catch (error) {
    // Somebody may have deleted it: the refusal is in the trail, as it would be.
    if (!(error instanceof AwsError)) throw error;
  }
}

/** Once a minute: the calendar goes on, and one workload reads beside it. */
export function startTraffic(world: World, all: readonly Seeded[]): void {
  const readByMany = all.filter(({ spec }) => spec.readers.some((reader) => reader.perDay !== undefined));
  let last = Date.now();
  const tick = () => {
    const now = Date.now();
    follow(world, all, last, now);
    last = now;
    const chosen = readByMany[Math.floor(Math.random() * readByMany.length)];
    if (chosen !== undefined) visit(world, chosen);
    later(world, minute, tick);
  };
  later(world, minute, tick);
}
