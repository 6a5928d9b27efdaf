import 'server-only';

type Ending = () => void | Promise<void>;

/** What has to be ended, in the order opposite to that in which it was begun; each even where another fails. */
export interface Teardown {
  add(ending: Ending): void;
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const endings: Ending[] = [];
  let over = false;
  return {
    add(ending) {
      // Begun while all is being ended: it goes with the rest.
      if (over) void Promise.resolve(ending());
      else endings.push(ending);
    },
    async run() {
      for (;;) {
        const ending = endings.pop();
        if (!ending) break;
        try {
          await ending();
        } catch (error) {
          process.stderr.write(
            `A part could not be ended in order: ${error instanceof Error ? error.name : 'unknown'}\n`,
          );
        }
      }
      over = true;
    },
  };
}
