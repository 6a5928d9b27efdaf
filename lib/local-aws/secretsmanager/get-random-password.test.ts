import { GetRandomPasswordCommand, type GetRandomPasswordCommandInput } from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTrail } from '@/lib/local-aws/testing/read-trail';
import { refusal } from '@/lib/local-aws/testing/refusal';
import { useLocalWorld } from '@/lib/local-aws/testing/local-world';

const world = useLocalWorld();
const ask = async (input: GetRandomPasswordCommandInput) =>
  (await world.secrets().send(new GetRandomPasswordCommand(input))).RandomPassword ?? '';

const types = { ExcludeUppercase: /[A-Z]/, ExcludeLowercase: /[a-z]/, ExcludeNumbers: /\d/, ExcludePunctuation: /[!-/:-@[-`{-~]/ }; // prettier-ignore

test('32 characters of every type, no space, another one each time, and no word of it in the trail', async () => {
  const password = await ask({});
  expect(password).toMatch(/^[!-~]{32}$/);
  for (const pattern of Object.values(types)) expect(password).toMatch(pattern);
  expect(await ask({})).not.toBe(password);
  const [record] = await readTrail(world, 'EventName', 'GetRandomPassword');
  expect(record).toMatchObject({ responseElements: null, readOnly: true });
  expect(JSON.stringify(record)).not.toContain(password);
});

test('whatever is asked for: the length, only what is allowed, and each type where it is required', async () => {
  const wish = fc.record({
    PasswordLength: fc.integer({ min: 4, max: 200 }),
    ExcludeCharacters: fc.stringMatching(/^[a-mA-M0-4!-)]{0,12}$/),
    ExcludeNumbers: fc.boolean(),
    ExcludeUppercase: fc.boolean(),
    ExcludeLowercase: fc.constant(false),
    ExcludePunctuation: fc.boolean(),
    IncludeSpace: fc.boolean(),
    RequireEachIncludedType: fc.boolean(),
  });
  const holds = async (input: GetRandomPasswordCommandInput) => {
    const password = await ask(input);
    const missing = Object.entries(types).filter(([, pattern]) => !pattern.test(password));
    const unwanted = Object.keys(types).filter((name) => input[name as keyof typeof types] === true);
    const letters = password.split('');
    return (
      password.length === input.PasswordLength &&
      letters.every((letter) => !(input.ExcludeCharacters ?? '').includes(letter)) &&
      (input.IncludeSpace === true || !letters.includes(' ')) &&
      unwanted.every((name) => missing.some(([type]) => type === name)) &&
      (input.RequireEachIncludedType === false || missing.length === unwanted.length)
    );
  };
  await fc.assert(fc.asyncProperty(wish, holds), { numRuns: 60 });
});

test('spaces where they are wanted', async () => {
  expect(await ask({ PasswordLength: 4096, IncludeSpace: true })).toContain(' ');
});

test.each([
  ['shorter than its types', { PasswordLength: 3 }, 'Password length is too short based on the required types.'],
  [
    'a type without characters',
    { ExcludeCharacters: '0123456789' },
    'All characters of the desired type have been excluded.',
  ],
  [
    'nothing left',
    { ExcludeNumbers: true, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeLowercase: true },
    'All characters have been excluded from selection.',
  ],
])('refused: %s', async (_what, input, message) => {
  expect(await refusal(ask(input))).toEqual({ code: 'InvalidParameterException', message, status: 400 });
});

test('three characters of any type, and a space alone, are no harm', async () => {
  expect(await ask({ PasswordLength: 3, RequireEachIncludedType: false })).toHaveLength(3);
  const none = { ExcludeNumbers: true, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeLowercase: true };
  expect(await ask({ ...none, IncludeSpace: true, PasswordLength: 2 })).toBe('  ');
});

test.each([0, 4097])('no password has %i characters', async (PasswordLength) => {
  expect(await refusal(ask({ PasswordLength }))).toMatchObject({ code: 'ValidationException', status: 400 });
});
