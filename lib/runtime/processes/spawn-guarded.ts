import 'server-only';
import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Runs a program, and ends it when we are gone, even by kill -9: then the system closes the pipe that
 * the guard listens on. SIGTERM first (PostgreSQL waits for its clients to leave), SIGINT twenty
 * seconds later (it no longer waits), SIGQUIT after as long again (it may hang while it recovers). File descriptor 3, since a shell gives its background jobs no input.
 */
const GUARD = `
"$@" 3<&- & child=$!
{ read -r _ <&3; kill -TERM $child; i=0
  while [ $i -lt 20 ] && kill -0 $child; do sleep 1; i=$((i+1)); done; kill -INT $child
  while [ $i -lt 40 ] && kill -0 $child; do sleep 1; i=$((i+1)); done; kill -QUIT $child; } 2>/dev/null >/dev/null &
guard=$!
wait $child; code=$?
kill $guard 2>/dev/null
exit $code
`;

export interface GuardedOptions {
  uid?: number | undefined;
  gid?: number | undefined;
  cwd?: string;
  env: NodeJS.ProcessEnv;
  /** Where its output goes: a file's descriptor, or `pipe`. */
  output: number | 'pipe';
}

export function spawnGuarded(command: string, args: readonly string[], options: GuardedOptions): ChildProcess {
  const { output, ...others } = options;
  // Detached: Ctrl-C in a terminal reaches the whole group, and it is we who decide on the order.
  const shared = { ...others, detached: true };
  if (process.platform === 'win32') return spawn(command, args, { ...shared, stdio: ['ignore', output, output] });
  return spawn('/bin/sh', ['-c', GUARD, 'guard', command, ...args], {
    ...shared,
    stdio: ['ignore', output, output, 'pipe'],
  });
}
