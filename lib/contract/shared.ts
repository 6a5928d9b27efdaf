import { z } from './zod';

export const isoTime = z.iso.datetime({ offset: false, precision: 3 });
export const isoDay = z.iso.date();
/** From the beginning of this day (UTC). */
export const sinceDay = isoDay.refine((day) => !day.startsWith('0000-'), 'is a day since the year 1');

/** A time that someone asks for. The calendar that PostgreSQL reckons with has no year 0. */
export const askedTime = z.iso.datetime().refine((at) => !at.startsWith('0000-'), 'is a time since the year 1');

/** Repeatable query parameters arrive as lists; a parameter given once is a list of one. */
export const repeated = <T extends z.ZodType>(item: T) => z.array(item).max(100).default([]);

/** Text that is compared with what is stored: the database knows no NUL and would refuse it as a fault of ours. */
export const storedText = (longest: number) =>
  z
    .string()
    .min(1, 'is empty')
    .max(longest, `is longer than ${longest} characters`)
    .regex(/^[^\0]*$/, 'holds a NUL character');

const integer = (least: number, most: number) =>
  z.number(`is a whole number from ${least} to ${most}`).int().min(least).max(most);

/**
 * A number as a URL says it: in decimal digits. What else JavaScript takes for one (`1e2`, `0x10`, ` 5 `, nothing at all)
 * is more likely a mistake than meant.
 */
const inDigits = <T extends z.ZodType>(schema: T) =>
  z.preprocess((raw) => (typeof raw === 'string' && /^[0-9]+$/.test(raw) ? Number(raw) : raw), schema);

export const wholeNumber = (least: number, most: number) => inDigits(integer(least, most));

/** Of how many rows a page is at most, and of how many where nothing is asked for. */
export const pageLimit = (usual: number, most = 200) => inDigits(integer(1, most).default(usual));

export const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'is no id of this kind');

/** What a line of text from a person is, and the rule in words: nothing in it acts where it is printed or logged. */
export const ONE_LINE = [/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'holds control characters'] as const;
/** The same in several lines. */
export const SEVERAL_LINES = [/^(?:[\n\t]|[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}])*$/u, ONE_LINE[1]] as const;

/** Free text from a person: trimmed, without control characters, since it is printed and logged elsewhere. */
export const reasonText = z
  .string()
  .trim()
  .min(3, 'says why in at least 3 characters')
  .max(500, 'is longer than 500 characters')
  .regex(...ONE_LINE)
  // Some letters show nothing (U+3164): a reason made of them says nothing.
  .refine(
    (text) => (text.match(/(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/gu)?.length ?? 0) >= 3,
    'says why in at least 3 letters or digits',
  );

export const versionId = z.string().regex(/^[A-Za-z0-9-]{32,64}$/, 'is a version id of 32 to 64 characters');

export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{8,128}$/, 'is 8 to 128 visible ASCII characters');

export const environmentView = z.strictObject({
  value: z.string(),
  source: z.string(),
  disagrees: z.array(z.strictObject({ value: z.string(), source: z.string() })),
});

/** `111122223333:eu-west-1`. */
export const scopeId = z.string().regex(/^\d{12}:[a-z0-9-]{1,32}$/, 'is no scope: <account>:<region>');
