import 'server-only';
import type { SignInProvider } from './auth-config';
import { findVariable, type Reading } from './environment';
import type { ConfigFile } from './file-schema';
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

function readClientSecret(provider: Stated, index: number, reading: Reading, at: (path: Path) => string): string {
  if (provider.clientSecretEnv !== undefined) {
    const secret = findVariable(reading.env, provider.clientSecretEnv);
    if (secret) return secret;
    reading.mistakes.push({
      where: at(['signIn', 'providers', index, 'clientSecretEnv']),
      problem: `the variable ${provider.clientSecretEnv} is not set`,
      mend: 'Set it to the client secret that the provider gave you.',
    });
    return '';
  }
  const secret = tryRead(provider.clientSecretFile ?? '', reading.readFile);
  if (secret) return secret;
  reading.mistakes.push({
    where: at(['signIn', 'providers', index, 'clientSecretFile']),
    problem: 'names a file that is empty, not there, or not readable',
    mend: 'Put the client secret there, readable by this user alone.',
  });
  return '';
}

function tryRead(path: string, readFile: Reading['readFile']): string | null {
  try {
    return readFile(path)?.trim() || null;
  } catch {
    return null;
  }
}
