import 'server-only';

/** A page, and when it was asked for: what it says may be as old as that. */
export interface AskedPage<T> {
  page: T;
  askedAt: Date;
}

/**
 * Asks for pages while earlier ones are being worked on, and gives what has come meanwhile at once: at most `most` wait,
 * so that neither side stands still for the other and memory stays small. What came before an error is given before it.
 */
export async function* readAhead<T>(
  pages: AsyncIterable<T>,
  now: () => Date,
  most: number,
): AsyncGenerator<AskedPage<T>[]> {
  let waiting: AskedPage<T>[] = [];
  let isOver = false;
  let news = Promise.withResolvers<void>();
  let room = Promise.withResolvers<void>();

  const ask = async () => {
    let askedAt = now();
    for await (const page of pages) {
      waiting.push({ page, askedAt });
      news.resolve();
      if (waiting.length >= most) await room.promise;
      if (isOver) return;
      askedAt = now();
    }
  };
  const asking = ask().finally(() => {
    isOver = true;
    news.resolve();
  });
  // Seen below; whoever stops listening before it is not told of it elsewhere either.
  asking.catch(() => undefined);

  try {
    for (;;) {
      await news.promise;
      const lot = waiting;
      waiting = [];
      if (!isOver) news = Promise.withResolvers<void>();
      room.resolve();
      room = Promise.withResolvers<void>();
      if (lot.length > 0) yield lot;
      else if (isOver) break;
    }
    await asking;
  } finally {
    isOver = true;
    room.resolve();
  }
}
