import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCall } from '@/lib/local-aws/call';
import { readPolicy, type Policy } from '@/lib/local-aws/iam/policy';
import type { Caller } from '@/lib/local-aws/iam/identity';
import { defaults } from '@/lib/local-aws/options';
import { secretsManagerOperations } from '@/lib/local-aws/secretsmanager/operations';
import { actors } from '@/lib/local-aws/testing/actors';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { isJsonObject, type Json, type JsonObject } from '@/lib/local-aws/wire/json';
import { createWorld, scopeOf } from '@/lib/local-aws/world/world';
import { toRotationEvent } from './service-event';

/** Published records of the real service; they are not part of this repository. */
const folder = new URL('../../../../shared/cloudtrail/', import.meta.url);
const present = existsSync(folder);
const notice = present ? '' : ' (skipped: no folder ../shared/cloudtrail)';

const account = '111122223333';
const region = 'eu-west-1';
const everything = [readPolicy({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })];

function recordsOf(file: string): JsonObject[] {
  const lines = readFileSync(new URL(file, folder), 'utf8').split('\n').filter(Boolean);
  return lines.map((line): unknown => JSON.parse(line)).filter(isJsonObject);
}

/** Parameters as records write them, as the API takes them. */
function toInput(value: Json): Json {
  if (Array.isArray(value)) return value.map(toInput);
  if (!isJsonObject(value)) return value;
  const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [upper(name), toInput(member ?? null)]));
}

/** Every path to a member, lists and texts left whole. */
function pathsOf(value: JsonObject, at = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const path = `${at}${name}`;
    return isJsonObject(member) ? [path, ...pathsOf(member, `${path}.`)] : [path];
  });
}

/** Whoever may do everything, or nothing, in the shape of a record's caller. */
function callerLike(type: unknown, policies: Policy[]): Caller {
  if (type === 'AssumedRole') {
    const caller = actors['session of Identity Center'];
    if (caller.kind !== 'session') throw new Error('no session');
    return { ...caller, session: { ...caller.session, role: { ...caller.session.role, policies } } };
  }
  const caller = type === 'Root' ? actors['root with an alias'] : actors.user;
  return { ...caller, user: { ...caller.user, policies } };
}

/** One of AWS's own examples leaves the parameters out, and with them what was called. */
const isCall = ({ eventType, requestParameters }: JsonObject) =>
  eventType === 'AwsApiCall' && isJsonObject(requestParameters);

/** The record that the same call leaves here, on a secret that is there. */
function leave(real: JsonObject): JsonObject {
  const world = createWorld(defaults);
  const { trail } = scopeOf(world, account, region);
  const run = (caller: Caller, name: string, input: JsonObject) => {
    const call = createCall(world, caller, region, { sourceIp: '10.0.0.7', userAgent: 'test' });
    return secretsManagerOperations.get(name)?.run(call, input) ?? {};
  };
  const parameters = toInput(real.requestParameters ?? {});
  const asked = isJsonObject(parameters) ? parameters : {};
  const type = isJsonObject(real.userIdentity) ? real.userIdentity.type : undefined;
  const caller = callerLike(type, real.errorCode === undefined ? everything : []);
  const ClientRequestToken = '0a0b0c0d-0000-4000-8000-000000000001';
  const made = { Name: 'MyDatabaseSecret', SecretString: 'CANARY', ClientRequestToken };
  const { ARN } = asked.Name === undefined ? run(callerLike('IAMUser', everything), 'CreateSecret', made) : {};
  const input = {
    ...asked,
    SecretId: asked.SecretId === undefined ? undefined : ARN,
    VersionId: asked.VersionId === undefined ? undefined : ClientRequestToken,
  };
  try {
    run(caller, typeof real.eventName === 'string' ? real.eventName : '', input);
  } catch (error) {
    if (!(error instanceof AwsError) || real.errorCode === undefined) throw error;
  }
  const left = [...trail.live].findLast(({ name }) => name === real.eventName);
  if (left === undefined) throw new Error('no record');
  const written: unknown = JSON.parse(JSON.stringify(left.toRecord()));
  return isJsonObject(written) ? written : {};
}

/** What real records have and ours have not, each with its reason. */
const gone: Record<string, string> = {
  'responseElements.aRN': 'written `arn` since February 2024 (aws-facts §2.2)',
  'userIdentity.sessionContext': 'the published record is of a root session, ours of a root key',
};

describe.skipIf(!present)(`records of the real service${notice}`, () => {
  test.each(['stratus.jsonl', 'panther.jsonl', 'awsdocs.jsonl'])(
    'the same call leaves the same members: %s',
    (file) => {
      for (const real of recordsOf(file).filter(isCall)) {
        const ours = new Set(pathsOf(leave(real)));
        const missing = pathsOf(real).filter((path) => !ours.has(path) && !Object.keys(gone).some((one) => path.startsWith(one))); // prettier-ignore
        expect({ name: real.eventName, missing }).toEqual({ name: real.eventName, missing: [] });
      }
    },
  );

  test('records published whole have the members of ours, no more and no fewer', () => {
    for (const real of recordsOf('stratus.jsonl'))
      expect(pathsOf(leave(real)).toSorted()).toEqual(pathsOf(real).toSorted());
  });

  test('a service event has the same members', () => {
    const real = recordsOf('awsdocs.jsonl').find(({ eventType }) => eventType === 'AwsServiceEvent') ?? {};
    const base = { id: 'event', time: 0, name: 'RotationFailed', account, region, errorMessage: 'x' };
    const ours = toRotationEvent(
      base,
      `arn:aws:secretsmanager:${region}:${account}:secret:a-AbCdEf`,
      'token',
    ).toRecord();
    expect(pathsOf(ours).toSorted()).toEqual(pathsOf(real).toSorted());
  });
});
