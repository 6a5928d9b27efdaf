import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { StartError } from './start-error';

/** By SQLSTATE, or by the system's code on the way to the server. */
const WORDS: Record<string, (at: { user: string; database: string; host: string }) => string> = {
  '28P01': ({ user, host }) => `${host} refuses the user ${user} or its password`,
  '28000': ({ user, host }) => `${host} lets the user ${user} in neither from here nor in this way (pg_hba.conf)`,
  '3D000': ({ database, host }) => `there is no database ${database} on ${host}`,
  '42501': ({ user, database }) => `the user ${user} may not do in ${database} what Keyledger needs`,
  '42704': ({ host }) => `the user that DATABASE_URL names is not known on ${host}: create it first`,
  '53300': ({ host }) => `${host} takes no more connections`,
  '57P03': ({ host }) => `${host} is starting or shutting down`,
  ECONNREFUSED: ({ host }) => `nothing listens on ${host}`,
  ENOTFOUND: ({ host }) => `the name of ${host} is not known`,
  EAI_AGAIN: ({ host }) => `the name of ${host} is not known`,
  ETIMEDOUT: ({ host }) => `${host} does not answer`,
};

/** Does something with one's own database; what goes wrong with reaching it becomes one line that names the variable. */
export async function withDatabase<T>(variable: string, url: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const words = WORDS[codeOf(error instanceof AppError ? error.cause : error)];
    if (!words) throw error;
    const { username, pathname, host } = new URL(url);
    const at = { user: decodeURIComponent(username), database: decodeURIComponent(pathname.slice(1)), host };
    throw new StartError(`${variable}: ${words(at)}.`, { cause: error });
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
