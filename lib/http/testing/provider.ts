import type { SignInProvider } from '@/lib/config/auth-config';

/** A provider that nobody asks anything, for tests of whom it vouches for; they say its issuer. */
export const PROVIDER: Omit<SignInProvider, 'issuer'> = {
  id: 'company',
  name: 'Company',
  clientId: 'client',
  clientSecret: 'only for tests',
  scopes: ['openid'],
  groupsClaim: null,
  audiences: [],
  idTokenAlgorithm: 'RS256',
  endsProviderSession: true,
  freshPrompt: 'login',
};
