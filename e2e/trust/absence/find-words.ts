const CURSOR = /"nextCursor":"([\w-]+)"|[?&]cursor=([\w-]+)/g;

/** An answer as it stands, with what it holds in other writings: escapes, entities, cursors. */
export function layersOf(text: string): string {
  const cursors = [...text.matchAll(CURSOR)].map(([, inJson, inAddress]) =>
    Buffer.from(inJson ?? inAddress ?? '', 'base64url').toString(),
  );
  const plain = text
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(String.raw`\"`, '"');
  const decoded = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString(),
  );
  return [text, plain, decoded, ...cursors].join('\n');
}

/** Those words that an answer holds, but for what the asker said themselves. */
export function findWords(text: string, words: readonly string[], said: string): string[] {
  const layers = layersOf(text);
  const asked = layersOf(said);
  return words.filter((word) => layers.includes(word) && !asked.includes(word));
}
