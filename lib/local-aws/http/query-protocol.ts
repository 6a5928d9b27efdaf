import type { Call } from '@/lib/local-aws/call';
import { queryDialect } from '@/lib/local-aws/iam/authenticate';
import { assumeRole } from '@/lib/local-aws/sts/assume-role';
import { getCallerIdentity } from '@/lib/local-aws/sts/get-caller-identity';
import { toXmlAnswer, toXmlError } from '@/lib/local-aws/sts/xml';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { Protocol } from './protocol';

const actions = new Map<string, (call: Call, form: JsonObject) => JsonObject>([
  ['AssumeRole', assumeRole],
  ['GetCallerIdentity', getCallerIdentity],
]);

/** The query protocol of STS (2011-06-15): a form in, XML out. */
export const queryProtocol: Protocol = {
  dialect: queryDialect,
  readTarget: (request) => {
    const form = Object.fromEntries(new URLSearchParams(request.body.toString()));
    const { Action: name, Version: version } = form;
    if (name === undefined)
      throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.');
    const act = actions.get(name);
    if (act === undefined)
      throw new AwsError(
        'InvalidAction',
        `Could not find operation ${name} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
      );
    return {
      service: 'sts',
      operation: name,
      quota: { group: `sts ${name}`, perSecond: 600 },
      run: (call) => ({ status: 200, type: 'text/xml', body: toXmlAnswer(name, act(call, form), call.requestId) }),
    };
  },
  toErrorAnswer: (error, requestId) => ({
    status: error.status,
    type: 'text/xml',
    body: toXmlError(error, requestId),
    requestId,
  }),
};
