/** What would show nothing, or turn the order of what is read, as pages write it out; line breaks too, which forge lines. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Of what is shown. */
const LONGEST = 256;

const toVisible = (letter: string): string =>
  UNSEEN.test(letter) ? `‹U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›` : letter;

/** Text of others as a message holds it: all of it visible, on one line, and of a bounded length. */
export function toPlainWords(text: string): string {
  let shown = '';
  for (const letter of text) {
    const next = toVisible(letter);
    if (shown.length + next.length > LONGEST) return `${shown}…`;
    shown += next;
  }
  return shown;
}
