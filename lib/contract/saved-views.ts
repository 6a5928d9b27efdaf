import { z } from './zod';
import { secretsScreenQuery } from './groups-list';
import { matrixQuery } from './matrix-list';
import { isoTime, ONE_LINE, opaqueId } from './shared';

/** What a screen keeps in its URL, less its page: that is nobody's view. `limit` and `include` are a client's business. */
export const VIEW_QUERIES = {
  secrets: secretsScreenQuery.omit({ cursor: true, limit: true, include: true }),
  matrix: matrixQuery.omit({ cursor: true, limit: true }),
} as const;

export type ViewScreen = keyof typeof VIEW_QUERIES;
export const VIEW_PATHS: Readonly<Record<ViewScreen, string>> = { secrets: '/secrets', matrix: '/secrets/matrix' };

export const MOST_VIEWS = 50;
/** Of others' shared views so many are listed, those that were saved last. */
export const MOST_SHARED = 100;
export const LONGEST_VIEW_NAME = 80;

const viewName = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(LONGEST_VIEW_NAME, `is longer than ${LONGEST_VIEW_NAME} characters`)
  .regex(...ONE_LINE)
  .regex(/[\p{L}\p{N}]/u, 'has a letter or a digit');

export const saveViewInput = z.strictObject({
  name: viewName,
  screen: z.enum(['secrets', 'matrix']),
  /** As after the `?` of the screen's URL; empty: all secrets. Its `cursor` is left out. */
  query: z.string().max(4000, 'is longer than 4,000 characters'),
  /** Whether others see the view; each of them sees their own secrets through it. */
  shared: z.boolean().default(false),
  /** Whether a view of one's own of that name is written over. */
  replace: z.boolean().default(false),
});
export type SaveViewInput = z.infer<typeof saveViewInput>;

export const changeViewInput = z.strictObject({
  query: saveViewInput.shape.query,
  /** The view as it was seen: where it is another by now, nothing is written. */
  seen: z.strictObject({ name: viewName, shared: z.boolean(), savedAt: isoTime }),
});
export type ChangeViewInput = z.infer<typeof changeViewInput>;

export const renameViewInput = z.strictObject({ name: viewName });
export type RenameViewInput = z.infer<typeof renameViewInput>;

export const savedView = z.strictObject({
  id: opaqueId,
  name: z.string(),
  screen: z.enum(['secrets', 'matrix']),
  query: z.string(),
  /** Where it is opened. */
  href: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  /** Who saved it last. */
  by: z.string(),
  savedAt: isoTime,
  /** Rename and delete it. */
  mayChange: z.boolean(),
});
export type SavedView = z.infer<typeof savedView>;

/** One's own by name, then the `MOST_SHARED` of others that were saved last, by name. */
export const savedViewsList = z.strictObject({ items: z.array(savedView) });
export type SavedViewsList = z.infer<typeof savedViewsList>;
