import { RE2JS, RE2JSException } from 're2js';

/** Long enough for any ticket, short enough that a pattern of any form is run through in milliseconds. */
export const LONGEST_PATTERN = 200;

/**
 * The first text in a reason that fits the pattern, or null. RE2's patterns take time in proportion to
 * the text, whatever they are: no reason that a person types can stop the server. Throws RE2JSException
 * for what is no pattern: a back-reference and looking around are none here.
 */
export function findTicket(pattern: string, reason: string): string | null {
  const matcher = RE2JS.compile(pattern).matcher(reason);
  return matcher.find() ? matcher.group() : null;
}

/** What is wrong with a pattern and its example, in words; null where they go together. */
export function findTicketMistake({ pattern, example }: { pattern: string; example: string }): string | null {
  try {
    if (findTicket(pattern, '') !== null) return 'fits a text without anything in it, so that it asks for nothing';
    if (findTicket(pattern, example) === null) return 'does not fit its own example';
    return null;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return 'is no pattern in RE2’s syntax (no back-references, no looking ahead or behind)';
  }
}
