import 'server-only';
import type { Jobs, Log } from '@/lib/domain/ports/context';
import { askForJob } from './asks';
import { createBoss } from './boss';
import { DISCOVERY_KEY, toChannelKey, toJobData } from './queues';

export interface SendingJobs extends Jobs {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** For processes that ask but do not work: the web server. */
export function createJobs(databaseUrl: string, log: Log | null = null): SendingJobs {
  const boss = createBoss(databaseUrl, 'send', log);
  return {
    start: async () => void (await boss.start()),
    stop: async () => boss.stop({ graceful: false }),
    requestSync: async (scopeId) => {
      await askForJob(boss, 'inventory', scopeId);
      await askForJob(boss, 'history', scopeId);
    },
    discover: async () => askForJob(boss, 'discovery', DISCOVERY_KEY),
    describeChanged: async (scopeId) => askForJob(boss, 'changes', scopeId),
    async watchRun(runId) {
      // Of a run that has just begun there is no job yet; one that is there is brought forward.
      const sent = await boss.send('run-watch', toJobData(runId), { singletonKey: runId });
      if (sent === null) await askForJob(boss, 'run-watch', runId);
    },
    askForEvents: async (questionId) => askForJob(boss, 'events-question', questionId),
    workWave: async (waveId) => askForJob(boss, 'wave', waveId),
    notify: async (channel) => askForJob(boss, 'notify', toChannelKey(channel)),
  };
}
