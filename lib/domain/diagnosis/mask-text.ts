/** So much of a line is looked at, and so much of it shown. */
export const LONGEST_LINE = 4_096;
export const LONGEST_SHOWN = 240;

/** What tells the shape of a text and nothing of what it says. */
const STRUCTURE = /[{}[\]()":,=./_-]/;

const toSign = (run: string): string => {
  const [letters, digits] = [/[\p{L}\p{M}]/u.test(run), /\p{N}/u.test(run)];
  if (letters && digits) return 'x9x';
  return letters ? 'xxx' : '999';
};

/**
 * A text by its shape: each run of letters and digits is one sign of three, however long it is; white space is one
 * space, marks of structure stay, and any other is `·`. What comes out holds nothing that went in but those marks.
 */
export function maskText(text: string): string {
  const masked = text
    .slice(0, LONGEST_LINE)
    .replaceAll(/([\p{L}\p{M}\p{N}]+)|(\s+)|([^\p{L}\p{M}\p{N}\s]+)/gu, (_, run?: string, space?: string, marks?: string) => {
      if (run !== undefined) return toSign(run);
      if (space !== undefined) return ' ';
      return Array.from(marks ?? '', (mark) => (STRUCTURE.test(mark) ? mark : '·')).join('').replaceAll(/(.)\1+/gu, '$1');
    })
    .trim();
  return masked.length > LONGEST_SHOWN ? `${masked.slice(0, LONGEST_SHOWN)}…` : masked;
} // prettier-ignore
