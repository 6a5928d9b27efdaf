import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** A path that the contract does not have: a problem like every other answer, never Next's page. */
export const refuseUnknown = async (): Promise<never> => {
  throw new AppError('not_found', 'There is no such route.');
};
