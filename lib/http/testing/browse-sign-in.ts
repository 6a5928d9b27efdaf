import { findActor } from '@/lib/auth/find-actor';
import type { Actor } from '@/lib/domain/actor';
import { answerSignIn } from '@/lib/http/sign-in-route';
import { createBrowser, type Browser } from './browser';
import { ORIGIN, type TestSystem } from './test-system';

/** A browser that signs in and out of the system under test. */
export interface SignInBrowser extends Browser {
  /** Posts a form to our sign-in routes, with the token that they ask for; the answer's `url`. */
  postAuth(path: string, fields?: Record<string, string>): Promise<string>;
  /** Up to the page of a provider, or to where its silence led. */
  goTo(provider: string, fields?: Record<string, string>): Promise<string>;
  actor(): Promise<Actor | null>;
}

export function browseSignIn(test: TestSystem): SignInBrowser {
  const browser = createBrowser((request) => {
    const segments = new URL(request.url).pathname.slice('/api/auth/'.length).split('/');
    return answerSignIn(test.system, request, segments);
  }, ORIGIN);
  const postAuth = async (path: string, fields: Record<string, string> = {}): Promise<string> => {
    const { csrfToken } = await (await browser.get(`${ORIGIN}/api/auth/csrf`)).json();
    const response = await browser.post(`${ORIGIN}/api/auth/${path}`, { csrfToken, json: 'true', ...fields });
    return (await response.json()).url;
  };
  return {
    ...browser,
    postAuth,
    goTo: async (provider, fields) => browser.followUntilPage(await postAuth(`signin/${provider}`, fields)),
    actor: () => findActor(test.system, browser.cookiesFor(ORIGIN)),
  };
}
