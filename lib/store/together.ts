import 'server-only';
import { mayGoAlone } from './to-database-error';

/** Of one question: what more of them take together is no longer little. */
const MOST = 50;
/** While one is answered the next is asked already; and where the answer to one never comes, there is the other. */
const LANES = 2;

interface Waiting<Item, Answer> {
  item: Item;
  told: PromiseWithResolvers<Answer>;
}

/** The answer of one of them, where it is that it broke: those beside it stand. */
export class Broken {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

/**
 * Asks for what comes while other things are being asked for in one question, after which it came; alone it is asked for at
 * once. `ask`: an answer for each item, in their order. What it throws is told to all of them; where it is of what one of
 * them holds, or of a ring of locks, each is asked for by itself.
 */
export function together<Item, Answer>(
  ask: (items: readonly Item[]) => Promise<readonly (Answer | Broken)[]>,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let lanes = 0;

  async function answer(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = (await ask(batch.map(({ item }) => item))).values();
      for (const { told } of batch) {
        const { value, done } = answers.next();
        if (done) throw new Error('fewer answers than were asked for');
        if (value instanceof Broken) told.reject(value.error);
        else told.resolve(value);
      }
    } catch (error) {
      if (batch.length > 1 && mayGoAlone(error)) for (const one of batch) await answer([one]);
      else for (const { told } of batch) told.reject(error);
    }
  }

  async function work(): Promise<void> {
    lanes += 1;
    while (waiting.length > 0) await answer(waiting.splice(0, MOST));
    lanes -= 1;
  }

  return async (item) => {
    const told = Promise.withResolvers<Answer>();
    waiting.push({ item, told });
    if (lanes < LANES) void work();
    return told.promise;
  };
}
