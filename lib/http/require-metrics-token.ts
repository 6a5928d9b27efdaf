import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError, notFound } from '@/lib/domain/errors';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Where no token is configured there are no metrics. Compared by digest, so that time tells nothing of a guess. */
export function requireMetricsToken(headers: Headers, token: string | null): void {
  if (token === null) throw notFound('route');
  const stated = /^Bearer ([\x21-\x7e]{1,512})$/.exec(headers.get('authorization') ?? '')?.[1];
  if (stated === undefined || !timingSafeEqual(digest(stated), digest(token)))
    throw new AppError('unauthenticated', 'This takes the metrics token.');
}
