import { ROLE_FILES } from '@/lib/contract/accounts';

/** The path of a route with this id in it; a file is any of those that there are. */
export const toPath = (path: string, id: string): string =>
  path.replace('{file}', ROLE_FILES[0]).replace(/\{\w+\}/, () => id);
