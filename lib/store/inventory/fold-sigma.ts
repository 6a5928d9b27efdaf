import 'server-only';
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';

/** The lower case of Σ hangs on whether its word goes on, which is not the same in a text and in a part of it. */
const [LAST, ELSEWHERE] = ['ς', 'σ'];

/** Of a text that is stored in lower case. */
export const foldSigma = (text: string): string => text.replaceAll(LAST, ELSEWHERE);

/** What is searched for, as it stands in a text so folded. */
export const foldNeedle = (text: string): string => foldSigma(text.toLowerCase());

/** The column itself, which has an index, wherever it makes no difference. */
export const foldedFor = (needle: string, column: SQLWrapper): SQL =>
  needle.includes(ELSEWHERE) ? sql`replace(${column}, ${LAST}, ${ELSEWHERE})` : sql`${column}`;
