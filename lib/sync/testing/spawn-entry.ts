import 'server-only';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface SpawnedEntry {
  process: ChildProcess;
  /** As a machine that loses power: nothing is written, closed or told. */
  killHard(): Promise<void>;
}

/** Starts a TypeScript file of this folder as a process of its own and waits until it says that it works. */
export async function spawnEntry(name: string, args: readonly string[]): Promise<SpawnedEntry> {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', file, ...args], {
    // Its input is ours: when it ends, so does the process.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code, signal) => reject(new Error(`${name} ended with ${code ?? signal}: ${said}`)));
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
