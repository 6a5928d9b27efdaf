import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Says when npm, which started us, is gone: killed, it takes nobody along and its shell lives on. Started
 * by hand we watch nothing, since a shell may well leave before its background jobs do.
 * @param {() => void} gone called once
 */
export function watchStarter(gone) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  // npm runs us through a shell, which some systems' shells replace by us.
  const shell = describe(parent);
  const npm = shell && /^\S*sh -c /.test(shell.command) ? shell.parent : parent;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** @param {number} pid @returns {{ parent: number, command: string } | null} null where the system does not tell */
function describe(pid) {
  try {
    if (process.platform === 'linux') {
      // The second field is the program's name in brackets, which may hold blanks itself.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return { parent: Number(fields[1]), command };
    }
    const [, parent, command] =
      /^\s*(\d+)\s+(.*)$/s.exec(execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })) ??
      [];
    return command === undefined ? null : { parent: Number(parent), command };
  } catch {
    return null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
