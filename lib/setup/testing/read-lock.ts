import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@/lib/setup/root.mjs';

/** What package-lock.json says of one package (npm's lockfileVersion 3). */
export interface LockedPackage {
  /** Without the folder it lies in. */
  name: string;
  /** `node_modules/…`, from the root. */
  path: string;
  version: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

export const manifest: Manifest = read('package.json');

const lock: { packages: Record<string, Omit<LockedPackage, 'name' | 'path'>> } = read('package-lock.json');

/** Every package that the lock file names, the project itself not. */
export const locked: LockedPackage[] = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, about]) => ({ ...about, path, name: path.slice(path.lastIndexOf('node_modules/') + 13) }));

/** What package-lock.json repeats of package.json. */
export const lockedManifest: Manifest = read('package-lock.json').packages[''];

/** What an installation without the development packages has, on whatever platform. */
export const inProduction = locked.filter(({ dev }) => dev !== true);
