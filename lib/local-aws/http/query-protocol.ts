import { queryDialect } from '@/lib/local-aws/iam/authenticate';
import { stsOperations } from '@/lib/local-aws/sts/operations';
import { toXmlAnswer, toXmlError } from '@/lib/local-aws/sts/xml';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { Protocol } from './protocol';
import { readForm } from './query-form';

/** The query protocol of STS (2011-06-15): a form in, XML out. */
export const queryProtocol: Protocol = {
  dialect: queryDialect,
  readTarget: (request) => {
    const form = readForm(request.body.toString());
    const { Action: name, Version: version } = form;
    if (typeof name !== 'string')
      throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.');
    const act = stsOperations.get(name);
    if (act === undefined)
      throw new AwsError(
        'InvalidAction',
        `Could not find operation ${name} for version ${typeof version === 'string' ? version : 'NO_VERSION_SPECIFIED'}`,
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
