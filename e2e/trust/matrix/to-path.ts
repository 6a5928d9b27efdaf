import { ROLE_FILES } from '@/lib/contract/accounts';
import { ATHENA_FILES } from '@/lib/contract/athena';

/** The path of a route with this id in it; a file is any of those that there are. */
export const toPath = (path: string, id: string): string =>
  path
    .replace('{file}', path.startsWith('/api/athena/') ? ATHENA_FILES[0] : ROLE_FILES[0])
    .replace(/\{\w+\}/, () => id);
