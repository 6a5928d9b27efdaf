import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toDatabaseError } from './to-database-error';

/** Every method of a store with the database's errors in our codes. */
export function guardStore<T extends object>(store: T): T {
  return new Proxy(store, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return async (...parameters: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, parameters);
        } catch (error) {
          throw toDatabaseError(error);
        }
      };
    },
  });
}

/** For what must not go on when it cannot be written: any failure of the database is `unavailable`. */
export function toUnwritten(error: unknown): AppError {
  const known = toDatabaseError(error);
  if (known instanceof AppError) return known;
  return new AppError('unavailable', 'The ledger cannot be written.', { cause: known, retryAfterSeconds: 5 });
}
