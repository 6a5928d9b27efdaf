import 'server-only';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { clearTimeout, setTimeout } from 'node:timers';
import type { Env } from '@/lib/config/environment';
import type { Log } from '@/lib/domain/ports/context';
import { StartError } from '@/lib/runtime/start-error';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const STOP_MILLISECONDS = 15_000;

export interface KeptProcess {
  /** Resolves when it has said for the first time that it is ready; rejects where it ended before. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

export interface ProcessPlan {
  name: 'web' | 'worker';
  env: Env;
  log: Log;
  /** A file's descriptor for what it prints; absent: our own output. */
  output?: number;
}

/**
 * Megabytes of the heap's old part. Without a limit V8 takes what the machine has before it looks for what is free: the
 * web server grew to 0.8 to 1.2 GB over 3,000 requests of which it needs about 150 MB, and 0.1 MB more a thousand secrets.
 */
const HEAP_MEGABYTES = { web: 400, worker: 400 } as const;
/** Of each half of the heap's young part, which V8 otherwise lets grow to more than 130 MB in all, and keeps. */
const YOUNG_MEGABYTES = 16;

/** Runs one of our own entries and starts it anew when it dies, ever later while it keeps dying. */
export function keepRunning({ name, env, log, output }: ProcessPlan): KeptProcess {
  let [stopping, failures] = [false, 0];
  let child = launch();
  let timer: NodeJS.Timeout | undefined;
  const first = Promise.withResolvers<void>();

  function launch() {
    // next-auth's OpenID client calls url.parse, which is nothing that whoever reads the log can mend.
    const args = [
      '--disable-warning=DEP0169',
      `--max-old-space-size=${HEAP_MEGABYTES[name]}`,
      `--max-semi-space-size=${YOUNG_MEGABYTES}`,
      '--conditions=react-server',
      '--import',
      'tsx',
      `lib/runtime/${name}.ts`,
    ];
    const started = spawn(process.execPath, args, {
      env: { NODE_ENV: 'production', ...env },
      stdio: ['ignore', output ?? 'inherit', output ?? 'inherit', 'ipc'],
      // Its own group: a terminal's Ctrl-C reaches us alone, and we stop things in their order.
      detached: true,
    });
    started.once('message', () => {
      failures = 0;
      first.resolve();
    });
    started.once('error', () => undefined);
    started.once('exit', (exitCode, signal) => {
      if (stopping) return;
      failures += 1;
      first.reject(new StartError(`The ${name} process ended before it was ready; the log says why.`));
      const wait = Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
      log.error(
        { kind: name, exitCode, signal, failures, afterSeconds: wait / 1000 },
        'a process ended; started again',
      );
      timer = setTimeout(() => (child = launch()), wait);
    });
    return started;
  }

  return {
    ready: first.promise,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
      await exited;
      clearTimeout(late);
    },
  };
}
