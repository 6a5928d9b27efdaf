import 'server-only';

/** What is under way beside one another, of which each end is told once. */
export interface UnderWay<T> {
  add(task: Promise<T>): void;
  /** What ended since it was last asked. Where something broke, that is thrown once all has ended: nothing goes on behind it. */
  takeEnded(): Promise<T[]>;
  /** When all has ended. */
  settle(): Promise<void>;
}

export function underWay<T>(): UnderWay<T> {
  const open = new Set<Promise<void>>();
  let ended: T[] = [];
  let broken: { error: unknown } | null = null;
  const settle = async (): Promise<void> => {
    while (open.size > 0) await Promise.all(open);
  };
  return {
    add(task) {
      const watched: Promise<void> = task
        .then(
          (value) => void ended.push(value),
          (error: unknown) => void (broken ??= { error }),
        )
        .finally(() => open.delete(watched));
      open.add(watched);
    },
    async takeEnded() {
      if (broken) {
        await settle();
        throw broken.error;
      }
      const taken = ended;
      ended = [];
      return taken;
    },
    settle,
  };
}
