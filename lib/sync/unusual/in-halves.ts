import 'server-only';
import { AppError } from '@/lib/domain/errors';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
/** PostgreSQL's word for a statement that took too long: fewer at once may not. */
const TOO_LONG = '57014';

/** The database's absence says nothing about what was asked of it. */
const isAbsence = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'unavailable' && codeOf(error.cause) !== TOO_LONG;

interface Failed<T> {
  one: T;
  error: unknown;
}

async function tryHalves<T>(all: readonly T[], work: (some: readonly T[]) => Promise<void>): Promise<Failed<T>[]> {
  try {
    await work(all);
    return [];
  } catch (error) {
    if (isAbsence(error)) throw error;
    const [one] = all;
    if (one === undefined || all.length === 1) return one === undefined ? [] : [{ one, error }];
    const half = Math.ceil(all.length / 2);
    return [...(await tryHalves(all.slice(0, half), work)), ...(await tryHalves(all.slice(half), work))];
  }
}

/**
 * Works on all at once, and where that fails on ever fewer, so that one that cannot be worked on stops none of the others. It
 * is given to `setAside`, unless nothing else went well: then it is not for what it is that it fails.
 */
export async function inHalves<T>(
  all: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
  setAside: (one: T, error: unknown) => Promise<void>,
): Promise<void> {
  const failed = await tryHalves(all, work);
  const [first] = failed;
  if (first && failed.length === all.length) throw first.error;
  for (const { one, error } of failed) await setAside(one, error);
}
