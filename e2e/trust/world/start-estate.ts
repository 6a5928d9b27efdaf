import { createCleanup } from '@/e2e/bench/world/cleanup';
import { startKeyledger } from '@/e2e/bench/world/start-keyledger';
import { startLocalAws } from '@/e2e/bench/world/start-local-aws';
import { waitForHistory } from '@/e2e/bench/world/wait-for-history';
import { watchStore } from '@/e2e/bench/world/watch-store';
import { everyScope } from '@/e2e/bench/world/write-config';
import { PEOPLE } from '@/e2e/trust/people';
import { Client } from './client';
import { makeMarkedSecrets, type MarkedSecret } from './marked-secrets';

export const METRICS_TOKEN = 'only-for-tests-of-the-metrics-route';

export interface Estate {
  url: string;
  client: Client;
  marked: readonly MarkedSecret[];
  /** Of the person's one session. */
  cookieOf(person: string): Promise<string>;
  /** A session of somebody else with the same grants. */
  openSession(person: string, subject: string): Promise<{ cookie: string; sessionId: string }>;
  webMegabytes(): number;
  stop(): Promise<void>;
}

/** Keyledger as `npm start` starts it, with PEOPLE as groups, over a local AWS of its own whose events are all read. */
export async function startEstate(): Promise<Estate> {
  const cleanup = createCleanup();
  try {
    const aws = await startLocalAws({ secrets: 60, 'history-days': 2, traffic: 'off', quotas: 'off' }, cleanup);
    const marked = await makeMarkedSecrets(aws.url);
    // 127.0.0.1 vouches for others, so that the tests can come from as many addresses as they like.
    const env = { TRUSTED_PROXIES: '127.0.0.1', KEYLEDGER_METRICS_TOKEN: METRICS_TOKEN };
    const keyledger = await startKeyledger(aws.url, everyScope(), cleanup, { people: PEOPLE, env });
    const client = new Client(keyledger.url);
    cleanup.add(() => client.close());
    // A day more than there are: who is seen by an older event must not come into sight later.
    await waitForHistory(watchStore(keyledger.databaseUrl, cleanup), 3);
    const cookies = new Map<string, Promise<string>>();
    return {
      url: keyledger.url,
      client,
      marked,
      cookieOf(person) {
        const cookie = cookies.get(person) ?? keyledger.cookieOf(person);
        cookies.set(person, cookie);
        return cookie;
      },
      openSession: (person, subject) => keyledger.openSession(person, subject),
      webMegabytes: () => keyledger.megabytesOf('web'),
      stop: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}
