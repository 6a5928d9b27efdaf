import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessRow {
  pid: number;
  parent: number;
  state: string;
  /** Resident memory; pages that processes share are counted in each. */
  megabytes: number;
  command: string;
}

function listProcesses(): ProcessRow[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,rss=,args='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(.*)$/.exec(line);
    if (!found) return [];
    const [, pid, parent, state = '', kilobytes, command = ''] = found;
    return [{ pid: Number(pid), parent: Number(parent), state, megabytes: Number(kilobytes) / 1024, command }];
  });
}

/** A process and all that came from it, however deep. */
export function findTree(pid: number): ProcessRow[] {
  const all = listProcesses();
  const tree = all.filter((row) => row.pid === pid);
  for (const row of tree) tree.push(...all.filter(({ parent }) => parent === row.pid));
  return tree;
}

/** Those of them that still run; one that only waits to be noticed by its parent does not. */
export function findAlive(pids: ReadonlySet<number>): ProcessRow[] {
  return listProcesses().filter(({ pid, state }) => pids.has(pid) && !state.startsWith('Z'));
}

/** Memory of a process with its share of what it shares with others, where the system tells it (Linux); else the whole. */
export function shareOfMemory({ pid, megabytes }: ProcessRow): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return kilobytes === undefined ? megabytes : Number(kilobytes) / 1024;
  } catch {
    return megabytes;
  }
}

/** Linux counts in hundredths of a second, whatever its own tick is (proc(5), USER_HZ). */
const TICKS = 100;

/** Seconds that a process has computed so far, over all its threads; they do not hang on what else runs. */
export function cpuSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user = NaN, system = NaN] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return (user + system) / TICKS;
  } catch {
    // Whole seconds, where there is no /proc.
    return Number(execFileSync('ps', ['-o', 'cputimes=', '-p', String(pid)], { encoding: 'utf8' }).trim());
  }
}
