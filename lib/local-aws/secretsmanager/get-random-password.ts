import { authorize } from '@/lib/local-aws/iam/authorize';
import { defineOperation } from '@/lib/local-aws/operation';
import { flag, integer, text } from '@/lib/local-aws/wire/fields';
import { makePassword } from './random-password';

const members = {
  PasswordLength: integer({ min: 1, max: 4096 }),
  ExcludeCharacters: text({ max: 4096 }),
  ExcludeNumbers: flag,
  ExcludePunctuation: flag,
  ExcludeUppercase: flag,
  ExcludeLowercase: flag,
  IncludeSpace: flag,
  RequireEachIncludedType: flag,
};

/** GetRandomPassword: 32 characters of every type unless told otherwise; nothing of it is kept. */
export const getRandomPassword = defineOperation({
  name: 'GetRandomPassword',
  source: 'secretsmanager.amazonaws.com',
  readOnly: true,
  quota: { group: 'GetRandomPassword', perSecond: 50 },
  input: members,
  shows: [
    'PasswordLength',
    'ExcludeCharacters',
    'ExcludeNumbers',
    'ExcludePunctuation',
    'ExcludeUppercase',
    'ExcludeLowercase',
    'IncludeSpace',
    'RequireEachIncludedType',
  ],
  act: (call, input) => {
    const action = 'secretsmanager:GetRandomPassword';
    authorize(call, { action, resource: '*', owner: call.scope.account, context: {} });
    const password = makePassword({
      length: input.PasswordLength ?? 32,
      exclude: input.ExcludeCharacters ?? '',
      numbers: input.ExcludeNumbers !== true,
      punctuation: input.ExcludePunctuation !== true,
      uppercase: input.ExcludeUppercase !== true,
      lowercase: input.ExcludeLowercase !== true,
      space: input.IncludeSpace === true,
      requireEach: input.RequireEachIncludedType !== false,
    });
    return { RandomPassword: password };
  },
});
