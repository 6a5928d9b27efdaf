import { describe, expect, it } from 'vitest';
import { toCallbackPath } from './callback-path';

const origins = ['https://keys.example', 'https://keys.example:444'];

describe('where to go after signing in', () => {
  it.each([
    ['/secrets', '/secrets'],
    ['/secrets?env=prod&tag=a%3Db', '/secrets?env=prod&tag=a%3Db'],
    ['https://keys.example/ledger?x=1', '/ledger?x=1'],
    ['/secrets#part', '/secrets'],
    ['secrets', '/secrets'],
    // Browsers read this, too, as a path of the same scheme's host.
    ['https:evil.example', '/evil.example'],
  ])('takes %s as %s', (raw, path) => expect(toCallbackPath(raw, origins)).toBe(path));

  it.each([
    '',
    '//evil.example/x',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https://evil.example/secrets',
    'https://keys.example.evil.example/',
    'https://keys.example@evil.example/',
    'https://user:pass@keys.example/secrets',
    'http://keys.example/secrets',
    'javascript:alert(1)',
    'data:text/html,x',
    '/.//evil.example',
    '/api/auth/signout',
    '/sign-in?next=/sign-in',
    `/${'a'.repeat(3000)}`,
    'http://[',
  ])('answers %j with our own front page', (raw) => expect(toCallbackPath(raw, origins)).toBe('/'));
});
