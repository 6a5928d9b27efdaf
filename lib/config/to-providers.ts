import 'server-only';
import type { SignInProvider } from './auth-config';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import { readPointer } from './read-pointer';
import type { Path } from './yaml-document';

type Stated = NonNullable<ConfigFile['signIn']>['providers'][number];

/** Providers with their client secrets, which the file only points at, so that it can be reviewed like code. */
export function toProviders(stated: readonly Stated[], reading: Reading, at: (path: Path) => string): SignInProvider[] {
  for (const field of ['id', 'issuer'] as const) {
    stated.forEach((provider, index) => {
      if (stated.findIndex((other) => other[field] === provider[field]) === index) return;
      reading.mistakes.push({
        where: at(['signIn', 'providers', index, field]),
        problem: 'is there twice',
        mend: `Every provider has its own ${field}.`,
      });
    });
  }
  return stated.map((provider, index) => ({
    id: provider.id,
    name: provider.name,
    issuer: toIssuer(provider.issuer),
    clientId: provider.clientId,
    clientSecret: readClientSecret(provider, index, reading, at),
    scopes: [...new Set(['openid', ...provider.scopes])],
    groupsClaim: provider.groupsClaim ?? null,
    audiences: provider.audiences,
    idTokenAlgorithm: provider.idTokenAlgorithm,
    endsProviderSession: provider.endsProviderSession,
    freshPrompt: provider.freshPrompt === 'none' ? null : provider.freshPrompt,
  }));
}

/** As discovery documents are compared: without a slash at the end. */
export const toIssuer = (stated: string): string => stated.replace(/\/+$/, '');

const MEND = {
  Env: 'Set it to the client secret that the provider gave you.',
  File: 'Put the client secret there, readable by this user alone.',
} as const;

function readClientSecret(provider: Stated, index: number, reading: Reading, at: (path: Path) => string): string {
  const { clientSecretEnv: variable, clientSecretFile: file } = provider;
  const { key, value, problem } = readPointer({ variable, file }, reading);
  if (value !== null) return value;
  const where = at(['signIn', 'providers', index, `clientSecret${key}`]);
  reading.mistakes.push({ where, problem, mend: MEND[key] });
  return '';
}
