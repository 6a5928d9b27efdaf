import type { Call } from '@/lib/local-aws/call';
import { refusalSentence, whyRefused } from '@/lib/local-aws/iam/authorize';
import { accountOfKey } from '@/lib/local-aws/iam/session-token';
import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { required, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { invalid, readQuery } from './read-query';
import { recording } from './record-sts';

const members = { AccessKeyId: required(text({ min: 16, max: 128, pattern: /^\w*$/, patternText: '[\\w]*' }), '') };

/** GetAccessKeyInfo: the account a key belongs to, whether or not the key is still good. */
export function getAccessKeyInfo(call: Call, form: JsonObject): JsonObject {
  const { AccessKeyId: id } = readQuery(members, form);
  return recording(call, 'GetAccessKeyInfo', { request: { accessKeyId: id } }, () => {
    const wanted = { action: 'sts:GetAccessKeyInfo', resource: '*', owner: call.caller.account, context: {} };
    const reason = whyRefused(call, wanted);
    if (reason !== undefined)
      throw new AwsError('AccessDenied', refusalSentence(call.caller, wanted, reason), { status: 403 });
    const account = call.world.keys.get(id)?.user.account ?? accountOfKey(id);
    if (account === undefined) throw invalid(`Invalid access key id: ${id}`);
    return { answer: { Account: account }, shown: null };
  });
}
