import 'server-only';
import { or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { NEVER } from '@/lib/store/visibility/to-predicate';

/** For `like`: what is typed means itself. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Whether the text holds one of these, whatever its case. */
export const holdsOneOf = (text: SQLWrapper, parts: readonly string[]): SQL =>
  or(...parts.map((part) => sql`strpos(lower(${text}), lower(${part})) > 0`)) ?? NEVER;
