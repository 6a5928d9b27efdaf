import { z } from 'zod';
import type { Cleanup } from './cleanup';
import { findFreePort } from './ports';
import { startProgram } from './program';

export interface Endpoint {
  url: string;
  /** By `account/region`. */
  secrets: Map<string, number>;
  pid: number;
  /** From the start of the process to the line that says so. */
  readyMs: number;
  stop(): Promise<void>;
}

const health = z.object({
  scopes: z.array(z.object({ account: z.string(), region: z.string(), secrets: z.number() })),
});

/** The local AWS as a process of its own, with AWS's quotas; `flags` as on its command line. */
export async function startLocalAws(flags: Record<string, string | number>, cleanup: Cleanup): Promise<Endpoint> {
  const all = { port: await findFreePort(), ...flags };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const program = await startProgram({
    args: ['--import', 'tsx', 'lib/local-aws/main.ts', ...args],
    ready: /ready on http/,
  });
  const stop = () => program.stop('SIGTERM').then(() => undefined);
  cleanup.add(stop);
  const url = /http:\/\/[^\s:]+:\d+/.exec(program.said)?.[0] ?? '';
  const { scopes } = health.parse(await (await fetch(`${url}/_local/health`)).json());
  const secrets = new Map(scopes.map(({ account, region, secrets: count }) => [`${account}/${region}`, count]));
  return { url, secrets, pid: program.pid, readyMs: program.readyMs, stop };
}
