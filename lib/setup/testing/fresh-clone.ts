import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const setup = fileURLToPath(new URL('..', import.meta.url));
const lock = (packages: object) => JSON.stringify({ name: 'clone', lockfileVersion: 3, packages });

/** Packages that a copy locks: the pinned Node is the one that runs these tests. */
const packages = {
  'node_modules/node': { version: process.versions.node, integrity: 'sha512-a' },
  'node_modules/tsx': { version: '1.0.0', integrity: 'sha512-b' },
};

export interface Run {
  readonly child: ChildProcess;
  /** Both streams so far. */
  output(): string;
  /** What it printed so far, without its complaints: two pipes do not keep the order between them. */
  printed(): string;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** A copy of the setup in a folder of its own, with small stand-ins for the tools that it calls. */
export class FreshClone {
  readonly root = mkdtempSync(join(tmpdir(), 'keyledger-clone-'));
  readonly #running = new Set<ChildProcess>();

  constructor() {
    chmodSync(this.root, 0o755);
    cpSync(setup, join(this.root, 'lib/setup'), {
      recursive: true,
      filter: (path) => !/testing|\.test\.ts$/.test(path),
    });
    this.write('package.json', JSON.stringify({ name: 'clone', type: 'module', private: true }));
    this.write('package-lock.json', lock({ '': {}, ...packages }));
  }

  write(path: string, text: string, mode = 0o644): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }

  /** A program on the PATH of what is run. */
  program(name: string, script: string): void {
    this.write(`bin/${name}`, `#!${process.execPath}\n${script}`, 0o755);
  }

  /** As npm leaves it: the record of a complete install, the pinned Node, tsx. */
  install(): void {
    this.write('node_modules/node/package.json', JSON.stringify({ version: process.versions.node }));
    mkdirSync(join(this.root, 'node_modules/node/bin'), { recursive: true });
    rmSync(join(this.root, 'node_modules/node/bin/node'), { force: true });
    symlinkSync(process.execPath, join(this.root, 'node_modules/node/bin/node'));
    this.write('node_modules/tsx/package.json', JSON.stringify({ name: 'tsx', exports: './tsx.mjs' }));
    this.write('node_modules/tsx/tsx.mjs', '');
    this.write('node_modules/.package-lock.json', lock(packages));
  }

  /** The setup in a process of its own, with nothing on its PATH but the stand-ins. */
  run(args: string[], { env = {}, user }: { env?: Record<string, string>; user?: number } = {}): Run {
    const child = spawn(process.execPath, [join(this.root, 'lib/setup/run.mjs'), ...args], {
      cwd: this.root,
      env: { PATH: join(this.root, 'bin'), HOME: this.root, NO_COLOR: '1', NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user !== undefined && { uid: user, gid: user }),
    });
    this.#running.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part) => (text += String(part)));
    let printed = '';
    child.stdout.on('data', (part) => (printed += String(part)));
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
      child.on('close', (code, signal) => {
        this.#running.delete(child);
        resolve(code ?? signal);
      });
    });
    return { child, output: () => text, printed: () => printed, ended };
  }

  [Symbol.dispose](): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Whether a process is there; a dead one that nobody has waited for yet is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
