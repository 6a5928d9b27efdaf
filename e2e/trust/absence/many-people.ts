import { Person } from '@/e2e/trust/world/person';
import type { Answered } from '@/e2e/trust/world/client';
import type { Estate } from '@/e2e/trust/world/start-estate';

const MOST_TRIES = 3;

/**
 * One after the other with the same grants: whom a limit stops is followed by the next. A 429 holds no word of anything,
 * and would prove nothing of what is behind it.
 */
export class ManyPeople {
  readonly #estate: Estate;
  readonly #who: string;
  #asking: Promise<Person>;
  #count = 1;

  constructor(estate: Estate, who: string) {
    this.#estate = estate;
    this.#who = who;
    this.#asking = estate.cookieOf(who).then((cookie) => new Person(estate.client, cookie));
  }

  async ask(send: (person: Person) => Promise<Answered>): Promise<Answered> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const asking = this.#asking;
      const answer = await send(await asking);
      if (answer.status !== 429) return answer;
      // Of several that are stopped at once the first sends for the next.
      if (this.#asking === asking) this.#asking = this.#next();
    }
    throw new Error(`${MOST_TRIES} people in a row were stopped by a limit`);
  }

  async #next(): Promise<Person> {
    this.#count += 1;
    const { cookie } = await this.#estate.openSession(this.#who, `${this.#who}, the ${this.#count}.`);
    return new Person(this.#estate.client, cookie);
  }
}
