import { z } from './zod';
import { accountSummary } from './accounts';
import { facetCount } from './secrets-list';
import { secretsQuery } from './secrets-query';
import { repeated, storedText } from './shared';

/** What the last tests of an account's roles came to: something `wrong`, nothing worse than `loose`, no test in any region. */
export const ACCOUNT_TESTS = ['wrong', 'loose', 'never', 'good'] as const;

/** The parameters of GET /api/accounts. */
export const accountsQuery = z.strictObject({
  tested: repeated(z.enum(ACCOUNT_TESTS)),
  /** In its name, its id or one of its regions, taken literally, whatever its case. */
  q: storedText(512).optional(),
  ...secretsQuery.pick({ limit: true, cursor: true, include: true }).shape,
});
export type AccountsQuery = z.infer<typeof accountsQuery>;

/** Those of whose roles something is wrong come first (`wrong loose never good`), then all by name. */
export const accountsList = z.strictObject({
  items: z.array(accountSummary),
  nextCursor: z.string().nullable(),
  /** On all pages. */
  total: z.number().int().optional(),
  /** Under `q`, however they were tested. */
  facets: z.strictObject({ tested: z.array(facetCount) }).optional(),
});
export type AccountsList = z.infer<typeof accountsList>;
