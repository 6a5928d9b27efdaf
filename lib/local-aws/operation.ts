import type { Call } from '@/lib/local-aws/call';
import { secretResource } from '@/lib/local-aws/cloudtrail/api-record';
import { leaveRecord } from '@/lib/local-aws/cloudtrail/leave-record';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { lowerFirst, readInput, type Fields, type InputOf } from '@/lib/local-aws/wire/fields';
import { isJsonObject, type Json, type JsonObject } from '@/lib/local-aws/wire/json';

type Spec<S extends Fields, O extends JsonObject> = {
  name: string;
  /** As records name the operation, where it is not `name`. */
  trailName?: string;
  /** As records name the service: `secretsmanager.amazonaws.com`. */
  source: `${string}.amazonaws.com`;
  readOnly: boolean;
  /** Calls a second and the group that shares them (aws-facts §1.8). */
  quota: { group: string; perSecond: number };
  input: S;
  /** Input members that CloudTrail shows; everything else, values first, stays out of the record. */
  shows: readonly (keyof NoInfer<S> & string)[];
  /** What a change answers, as the record shows it; reads have null. */
  responds?: (output: O) => JsonObject;
  /** What LookupEvents finds the record by; left out: the secret that was named. */
  resource?: (body: JsonObject, output: O | undefined) => { type: string; names: string[] } | undefined;
  act: (call: Call, input: InputOf<S>) => O;
};

export type Operation = {
  name: string;
  quota: { group: string; perSecond: number };
  /** Checks the input, acts, leaves the record, answers; throws AwsError. */
  run: (call: Call, body: JsonObject) => JsonObject;
};

/** CloudTrail writes parameters with a lower first letter, at every depth (aws-facts §2.3). */
export function toTrailCase(value: Json): Json {
  if (Array.isArray(value)) return value.map(toTrailCase);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    lowerFirst(key),
    member === undefined ? undefined : toTrailCase(member),
  ]);
  return Object.fromEntries(entries);
}

function shownParameters(body: JsonObject, shows: readonly string[]): JsonObject | null {
  const entries = shows.flatMap((name) =>
    body[name] === undefined || body[name] === null ? [] : [[lowerFirst(name), toTrailCase(body[name])]],
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** Members by which CloudTrail names the secret of a call: what the caller passed, and the ARN where it was answered. */
function secretOf(body: JsonObject, output: JsonObject | undefined) {
  const names = [body.SecretId, body.Name, output?.ARN].filter((value) => typeof value === 'string');
  return names.length === 0 ? undefined : secretResource(...names);
}

/** The account in the ARN that a call was about; of a name it is the caller's own. */
const ownerOf = (names: readonly string[]) =>
  names.map((name) => /^arn:[a-z-]+:[a-z0-9-]+:[^:]*:(\d{12}):/.exec(name)?.[1]).find((account) => account);

/**
 * Makes an operation out of its parts. Input that does not fit leaves no record, as on the real service; every later
 * refusal does.
 */
export function defineOperation<S extends Fields, O extends JsonObject>(spec: Spec<S, O>): Operation {
  const record = (call: Call, body: JsonObject, outcome: { output?: O; error?: AwsError }) => {
    const { output, error } = outcome;
    const resource = spec.resource === undefined ? secretOf(body, output) : spec.resource(body, output);
    const left = {
      requestId: call.requestId,
      time: call.now,
      region: call.scope.region,
      source: spec.source,
      name: spec.trailName ?? spec.name,
      readOnly: spec.readOnly,
      caller: call.caller,
      sourceIp: call.sourceIp,
      userAgent: call.userAgent,
      error: error && { code: error.trailCode, message: error.message },
      request: shownParameters(body, spec.shows),
      response: output === undefined || spec.responds === undefined ? null : spec.responds(output),
      resource,
    };
    leaveRecord(call.world, left, ownerOf(resource?.names ?? []));
  };

  const run = (call: Call, body: JsonObject): JsonObject => {
    const input = readInput(spec.input, body);
    try {
      const output = spec.act(call, input);
      record(call, body, { output });
      return output;
    } catch (error) {
      if (error instanceof AwsError) record(call, body, { error });
      throw error;
    }
  };
  return { name: spec.name, quota: spec.quota, run };
}
