import { ROLE_FILES } from '@/lib/contract/accounts';
import { ATHENA_FILES } from '@/lib/contract/athena';
import { TRAIL_FILES } from '@/lib/contract/trail';

function toFile(path: string): string {
  if (path.startsWith('/api/athena/')) return ATHENA_FILES[0];
  return path.startsWith('/api/trail/') ? TRAIL_FILES[0] : ROLE_FILES[0];
}

/** The path of a route with this id in it; a file is any of those that there are. */
export const toPath = (path: string, id: string): string =>
  path.replace('{file}', toFile(path)).replace(/\{\w+\}/, () => id);
