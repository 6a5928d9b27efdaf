import 'server-only';
import { readEnvironment } from './read-environment';

/** What a program that is not ours gets to see: where to find other programs, and no credential. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = readEnvironment();
  return { NODE_ENV: 'production', PATH, SystemRoot, LC_ALL: 'C' };
}
