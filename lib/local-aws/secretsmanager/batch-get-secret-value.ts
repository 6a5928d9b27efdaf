import { authorize } from '@/lib/local-aws/iam/authorize';
import type { Call } from '@/lib/local-aws/call';
import { defineOperation } from '@/lib/local-aws/operation';
import { AwsError, invalidNextToken, invalidParameter } from '@/lib/local-aws/wire/aws-error';
import { integer, list, required, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { getSecretValue, readSecretValue } from './get-secret-value';
import { listPage } from './listing';
import { nextToken } from './members';
import { filters, type Filter } from './secret-filters';

const members = {
  SecretIdList: list(required(text({ min: 1, max: 2048 }), ''), { min: 1, max: 20 }),
  Filters: filters,
  MaxResults: integer({ min: 1, max: 20 }),
  NextToken: nextToken,
};

type Input = {
  SecretIdList?: string[] | undefined;
  Filters?: (Filter | undefined)[] | undefined;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
};

function findIds(call: Call, input: Input): { ids: string[]; nextToken: string | undefined } {
  const { SecretIdList: ids, Filters, MaxResults, NextToken: token } = input;
  if ((ids === undefined) === (Filters === undefined))
    throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
  if (ids === undefined) {
    const wish = { purpose: 'batch', key: 'created-date', descending: false, withDeleted: false, token } as const;
    const page = listPage(call, { ...wish, filters: Filters ?? [], max: MaxResults ?? 20 });
    return { ids: page.secrets.map((secret) => secret.arn), nextToken: page.nextToken };
  }
  if (MaxResults !== undefined)
    throw invalidParameter("'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
  if (token !== undefined) throw invalidNextToken();
  return { ids, nextToken: undefined };
}

/** AWS documents a GetSecretValue record for each secret of a batch; where it is seen without, that is an option (aws-facts §7.2). */
function readOne(call: Call, id: string): JsonObject {
  const input = { SecretId: id };
  return call.world.options.batchRecords ? getSecretValue.run(call, input) : readSecretValue(call, input);
}

/**
 * BatchGetSecretValue: up to 20 current values by id or by filter. Each secret is read with the caller's rights to
 * GetSecretValue on it; what is refused is told in Errors and does not fail the others. Filters need ListSecrets too.
 */
export const batchGetSecretValue = defineOperation({
  name: 'BatchGetSecretValue',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'BatchGetSecretValue', perSecond: 100 },
  input: members,
  shows: ['SecretIdList', 'Filters', 'MaxResults'],
  act: (call, input) => {
    const action = 'secretsmanager:BatchGetSecretValue';
    authorize(call, { action, resource: '*', owner: call.scope.account, context: {} });
    const { ids, nextToken: token } = findIds(call, input);
    const values: JsonObject[] = [];
    const errors: JsonObject[] = [];
    for (const id of ids)
      try {
        values.push(readOne(call, id));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message });
      }
    return { SecretValues: values, NextToken: token, Errors: errors };
  },
});
