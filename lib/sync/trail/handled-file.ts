import 'server-only';
import type { KnownFile } from '@/lib/domain/ports/trail-store';
import type { TrailFile } from '@/lib/domain/ports/trail-source';
import type { DigestCheck } from '@/lib/sync/trail-files/hold-against-digests';

/** What a listing tells of a file that is another one where it was written anew. */
export const toListed = ({ size, etag }: TrailFile): string => `${size} ${etag ?? ''}`;

/**
 * Whether nothing more is to be had of a file: what was broken is so only while it is the same one, and what was taken while
 * nothing vouched for it is read once more when a digest names it.
 */
export function isHandled(file: TrailFile, known: KnownFile | undefined, check: DigestCheck | null): boolean {
  if (known === undefined) return false;
  if (known.reason !== null) return known.listed === toListed(file);
  return known.vouched || check === null || !check.names(file.path);
}
