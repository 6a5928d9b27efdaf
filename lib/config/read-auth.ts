import 'server-only';
import type { AuthConfig } from './auth-config';
import type { Reading } from './environment';
import { readSessionSecret } from './read-process';
import type { ReadFile } from './read-config-file';
import { toProviders } from './to-providers';
import { toStatements } from './to-statements';

const MENDING_SIGN_IN =
  'Add signIn.providers with your OpenID Connect issuer, clientId and clientSecretEnv to keyledger.yaml (see keyledger.example.yaml); npm run demo needs none.';

export function readAuth(reading: Reading, read: ReadFile, publicUrl: string, demo: boolean): AuthConfig {
  const { signIn, grants } = read.file;
  const providers = toProviders(signIn?.providers ?? [], reading, read.at);
  const statements = toStatements(grants ?? [], providers, reading, read);
  const complain = (key: string, problem: string, mend: string) =>
    reading.mistakes.push({ where: read.present ? read.at([key]) : 'keyledger.yaml', problem, mend });
  if (!demo && !signIn) complain('signIn', 'there is no way to sign in', MENDING_SIGN_IN);
  if (!demo && !grants)
    complain('grants', 'nobody may do anything', 'Add grants to keyledger.yaml (see keyledger.example.yaml).');
  return {
    demo,
    publicUrl,
    secureCookies: publicUrl.startsWith('https:'),
    sessionSecret: readSessionSecret(reading),
    providers,
    sessionIdleSeconds: (signIn?.sessionIdleMinutes ?? 30) * 60,
    sessionSeconds: (signIn?.sessionHours ?? 12) * 3600,
    tokenFreshSeconds: signIn?.tokenNeedsFreshSignInMinutes ? signIn.tokenNeedsFreshSignInMinutes * 60 : null,
    statements,
  };
}
