import 'server-only';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface SpawnedWorker {
  process: ChildProcess;
  /** As a machine that loses power: nothing is written, closed or told. */
  killHard(): Promise<void>;
}

/** Starts worker-process.ts and waits until it works. */
export async function spawnWorker(databaseUrl: string, endpointUrl: string): Promise<SpawnedWorker> {
  const file = fileURLToPath(new URL('worker-process.ts', import.meta.url));
  const flags = ['--conditions=react-server', '--import', 'tsx', file, databaseUrl, endpointUrl];
  const child = spawn(process.execPath, flags, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
  });
  return {
    process: child,
    async killHard() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
