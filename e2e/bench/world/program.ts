import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Program {
  pid: number;
  /** The line that matched. */
  said: string;
  /** From the start of the process to that line. */
  readyMs: number;
  /** Sends a signal as a terminal would, to the whole group, and waits for the end; how long that took. */
  stop(signal?: NodeJS.Signals): Promise<number>;
}

interface Start {
  args: readonly string[];
  ready: RegExp;
  env?: Record<string, string>;
}

const KEPT_LINES = 20;

/** Starts a program of ours on this Node; resolves when it says that it is ready, rejects where it ends before. */
export async function startProgram({ args, ready, env }: Start): Promise<Program> {
  const since = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exit = once(child, 'exit');
  const said = Promise.withResolvers<string>();
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      if (ready.test(line)) said.resolve(line);
      last.push(line);
      if (last.length > KEPT_LINES) last.shift();
    });
  void exit.then(() => said.reject(new Error(`${args.join(' ')} ended:\n${last.join('\n')}`)));
  const line = await said.promise;
  const pid = child.pid ?? 0;
  return {
    pid,
    said: line,
    readyMs: performance.now() - since,
    async stop(signal = 'SIGINT') {
      const asked = performance.now();
      if (child.exitCode === null && child.signalCode === null) {
        process.kill(-pid, signal);
        await exit;
      }
      return performance.now() - asked;
    },
  };
}
