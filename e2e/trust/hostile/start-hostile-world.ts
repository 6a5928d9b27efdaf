import { createCleanup } from '@/e2e/bench/world/cleanup';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { startWithProvider, type KeyledgerWithProvider } from '@/e2e/fixtures/keyledger-with-provider';
import { PERMISSION_NAMES } from '@/lib/domain/permission';
import { makeHostileSecrets } from './hostile-secrets';
import { startHostileTrail } from './hostile-trail';
import { HOSTILE, LONG, MARKUP, VISIBLE } from './words';

/** What is typed in at the provider, and so the subject: ASCII, as the standard has it. */
export const LOGIN = `una"'${MARKUP}`;
/** Names of an account and of a provider in keyledger.yaml, which admits what can be seen. */
export const LABEL = `Corp ${VISIBLE}`.slice(0, 64);
const GROUP = `platform ${MARKUP}`;

/** Keyledger with a provider whose claims are hostile, over secrets, a history and a configuration that are, too. */
export async function startHostileWorld(): Promise<KeyledgerWithProvider> {
  const cleanup = createCleanup();
  try {
    const aws = await startLocalAws({ secrets: 30, 'history-days': 1, traffic: 'off', quotas: 'off' }, cleanup);
    await makeHostileSecrets(aws.url);
    const trail = await startHostileTrail(aws.url);
    cleanup.add(() => trail.stop());
    const keyledger = await startWithProvider(trail.url, {
      label: LABEL,
      people: {
        [LOGIN]: {
          name: HOSTILE,
          email: `"><script>hostileCanary()</script>@example.com`,
          email_verified: true,
          groups: [GROUP, HOSTILE, LONG],
        },
      },
      grants: [{ who: { group: GROUP }, may: [...PERMISSION_NAMES] }],
    });
    cleanup.add(() => keyledger.stop());
    return { ...keyledger, stop: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}
