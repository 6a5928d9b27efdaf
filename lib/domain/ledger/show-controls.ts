const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escape = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at).toString(16).padStart(4, '0'))
    .map((code) => `\\u${code}`)
    .join('');

/**
 * What a terminal would act on instead of showing it, as `\u001b`, which in JSON means the same. Whoever may write to
 * the database may choose the ledger's id, and must not write the verifier's words with it.
 */
export const showControls = (line: string): string => line.replaceAll(UNSEEN, escape);
