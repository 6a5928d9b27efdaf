/**
 * What would show nothing, or turn the order of what is read: controls, format characters (bidirectional
 * overrides, zero-width joiners, tags), lone surrogates, private use. Line breaks and tabs are what they look like.
 */
const UNSEEN = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/gu;

const toCodePoint = (character: string): string =>
  `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;

/** A value as it is put on the screen: whatever cannot be seen in it is written out. Copying takes the value itself. */
export const toVisibleText = (value: string): string => value.replace(UNSEEN, toCodePoint);
