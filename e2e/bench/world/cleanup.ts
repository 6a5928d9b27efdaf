/** What a bench started, ended in the opposite order; each even where another fails. */
export interface Cleanup {
  add(end: () => void | Promise<void>): void;
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const ends: (() => void | Promise<void>)[] = [];
  return {
    add: (end) => void ends.push(end),
    async run() {
      for (let end = ends.pop(); end; end = ends.pop()) {
        try {
          await end();
        } catch (error) {
          console.error('a part could not be ended:', error);
        }
      }
    },
  };
}
