import 'server-only';

/** A word that mixes Latin letters with those of the scripts that hold their twins. */
const MIXED =
  /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]\p{M}*\p{Script=Latin}/u;

/**
 * Whether a text is what it looks like to those who review the file: composed (NFC), without letters
 * that show nothing or turn the direction, without full-width twins, and no word of mixed scripts
 * (Unicode TR39, "highly restrictive", as far as European look-alikes go).
 */
export const isPlainText = (text: string): boolean =>
  text === text.normalize('NFC') &&
  !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{FF01}-\u{FF5E}]/u.test(text) &&
  !MIXED.test(text);
