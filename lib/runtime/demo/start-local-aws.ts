import 'server-only';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { serverEnvironment } from '@/lib/config/server-environment';
import { spawnGuarded } from '@/lib/runtime/processes/spawn-guarded';
import { StartError } from '@/lib/runtime/start-error';

export interface LocalAws {
  url: string;
  /** Resolves when it is gone, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const READY = /ready on (http:\/\/\S+?):? /;

/** The local AWS endpoint as a process of its own, on a free port, with its clock's zero at `anchor`. */
export async function startLocalAws(anchor: Date, port: number): Promise<LocalAws> {
  const args = ['--import', 'tsx', 'lib/local-aws/main.ts', '--port', String(port), '--anchor', anchor.toISOString()];
  const child = spawnGuarded(process.execPath, args, { env: serverEnvironment(), output: 'pipe' });
  let exited = false;
  const ended = once(child, 'exit').then(() => void (exited = true));
  const said = Promise.withResolvers<string>();
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      const url = READY.exec(line)?.[1];
      if (url) said.resolve(url);
      else lines.push(line);
    });
  }
  void ended.then(() => said.reject(new StartError(`The local AWS endpoint could not start: ${lines.at(-1) ?? ''}`)));
  return {
    url: await said.promise,
    ended,
    async stop() {
      if (exited) return;
      // The guard ends its program when its pipe closes.
      child.stdio[3]?.destroy();
      await ended;
    },
  };
}
