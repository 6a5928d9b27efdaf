import { describe, expect, it } from 'vitest';
import { toOwnRedirect } from './own-redirect';

const publicUrl = 'http://localhost:3000';
const origin = 'http://127.0.0.1:3000';

describe('a redirect of next-auth in our terms', () => {
  it.each([
    ['/secrets?q=a', `${origin}/secrets?q=a`, null],
    [`${publicUrl}/api/auth/error?error=AccessDenied`, `${origin}/sign-in?error=AccessDenied`, 'AccessDenied'],
    [`${publicUrl}/api/auth/error?error=password%20hunter2`, `${origin}/sign-in?error=Callback`, 'Callback'],
    [`${publicUrl}/api/auth/signin?csrf=true`, `${origin}/sign-in?error=csrf`, 'csrf'],
    [`${publicUrl}/api/auth/signin`, `${origin}/sign-in?error=Callback`, 'Callback'],
    ['https://id.example/authorize?x=1', 'https://id.example/authorize?x=1', null],
  ])('%s', (location, expected, error) => {
    expect(toOwnRedirect(location, publicUrl, origin)).toEqual({ location: expected, error });
  });
});
