import { z } from './zod';
import { PLACELESS, TOKEN_PERMISSIONS } from '@/lib/domain/permission';
import { isoTime, ONE_LINE, storedText } from './shared';

const tokenPermission = z.enum(TOKEN_PERMISSIONS);

export const DEFAULT_TOKEN_DAYS = 90;
export const MOST_TOKEN_DAYS = 365;

const several = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50);

/** A grant's `where`; all that is stated must hold. */
export const tokenPlace = z
  .strictObject({
    environments: several(storedText(64)).optional(),
    notEnvironments: several(storedText(64)).optional(),
    accounts: several(z.string().regex(/^\d{12}$/, 'is an account id of 12 digits')).optional(),
    tag: z
      .strictObject({
        key: storedText(128),
        value: z
          .string()
          .max(256)
          .regex(/^[^\0]*$/),
      })
      .optional(),
    namePrefix: storedText(512).optional(),
  })
  .refine((place) => Object.values(place).some((condition) => condition !== undefined), 'states no condition');
export type TokenPlace = z.infer<typeof tokenPlace>;

const tokenName = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(64, 'is longer than 64 characters')
  .regex(...ONE_LINE)
  .regex(/[\p{L}\p{N}]/u, 'has a letter or a digit');

/** Where in the list a permission stands that is about no secret: a place would not limit it. */
export const findPlaceless = (permissions: readonly z.infer<typeof tokenPermission>[]): number =>
  permissions.findIndex((permission) => PLACELESS.includes(permission));

const tokenInput = z.strictObject({
  name: tokenName,
  permissions: z
    .array(tokenPermission)
    .min(1, 'names at least one permission')
    .max(TOKEN_PERMISSIONS.length)
    .refine((all) => new Set(all).size === all.length, 'names a permission twice')
    .refine(
      (all) => all.includes('inventory.read') || !all.some((one) => one.startsWith('secret.')),
      'needs inventory.read beside an act on a secret: what is not seen cannot be acted on',
    ),
  /** Any of them; left out: wherever its person may. */
  where: z.array(tokenPlace).max(20).default([]),
  expiresInDays: z.number().int().min(1).max(MOST_TOKEN_DAYS).default(DEFAULT_TOKEN_DAYS),
});
export const createTokenInput = tokenInput.superRefine(({ permissions, where }, ctx) => {
  const placeless = findPlaceless(permissions);
  if (where.length === 0 || placeless < 0) return;
  const message = 'is about no secret, so that `where` would limit nothing: make a token of its own, without `where`';
  ctx.addIssue({ code: 'custom', path: ['permissions', placeless], message });
});
export type CreateTokenInput = z.infer<typeof createTokenInput>;

export const tokenView = z.strictObject({
  id: z.string(),
  /** How the token begins, to recognise it by. */
  prefix: z.string(),
  name: z.string(),
  permissions: z.array(tokenPermission),
  where: z.array(tokenPlace),
  createdBy: z.strictObject({ id: z.string(), name: z.string(), persona: z.string().nullable() }),
  createdAt: isoTime,
  /** To the minute or so. */
  lastUsedAt: isoTime.nullable(),
  lastAddress: z.string().nullable(),
  expiresAt: isoTime,
  state: z.enum(['live', 'expired', 'ended']),
  endedAt: isoTime.nullable(),
  endedBy: z.string().nullable(),
});
export type TokenView = z.infer<typeof tokenView>;
export const tokensList = z.strictObject({ items: z.array(tokenView) });
export type TokensList = z.infer<typeof tokensList>;

/** `token` is answered this once: only its hash is kept. */
export const createdToken = z.strictObject({ token: z.string(), item: tokenView });
export type CreatedToken = z.infer<typeof createdToken>;
