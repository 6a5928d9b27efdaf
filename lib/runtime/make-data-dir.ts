import 'server-only';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { withPath } from './start-error';

/** The data folder, writable. Its files are for its owner alone; root's own must let the database's user through. */
export function makeDataDir(path: string): void {
  withPath(path, () => {
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  });
}
