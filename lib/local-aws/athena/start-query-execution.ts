import { defineOperation } from '@/lib/local-aws/operation';
import { required, structure, text } from '@/lib/local-aws/wire/fields';
import { authorizeQuery, begin } from './query-execution';

const members = {
  QueryString: required(text({ min: 1, max: 262_144 }), ''),
  ClientRequestToken: text({ min: 32, max: 128 }),
  QueryExecutionContext: structure({ Database: text({ min: 1, max: 255 }), Catalog: text({ min: 1, max: 256 }) }),
  ResultConfiguration: structure({ OutputLocation: text() }),
  WorkGroup: text({ pattern: /^[a-zA-Z0-9._-]{1,128}$/, patternText: '[a-zA-Z0-9._-]{1,128}' }),
};

/** StartQueryExecution (Athena API Reference): answers at once, and the query runs on. */
export const startQueryExecution = defineOperation({
  name: 'StartQueryExecution',
  source: 'athena.amazonaws.com',
  readOnly: false,
  quota: { group: 'StartQueryExecution', perSecond: 20 },
  input: members,
  shows: ['ClientRequestToken', 'WorkGroup', 'QueryExecutionContext'],
  act: (call, { QueryString, ClientRequestToken, WorkGroup = 'primary' }) => {
    authorizeQuery(call, 'StartQueryExecution', WorkGroup);
    const { id } = begin(call, { sql: QueryString, token: ClientRequestToken, workgroup: WorkGroup });
    return { QueryExecutionId: id };
  },
});
