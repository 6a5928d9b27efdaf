import { dayMs, lastOn, momentOf } from './calendar';
import { makeSecret, type Seeded } from './make-secret';
import type { SecretSpec } from './spec';

/** From its CreateSecret up to its DeleteSecret, in milliseconds. */
export type Life = { from: number; until: number };

const pause = 4 * 60_000;
const historyDays = 90;

/**
 * A name that is deleted for good and made anew by the calendar: one secret for each time, as far back as the history goes,
 * and the next, whose day is still to come. Each has an ARN of its own; only what lives at `now` is in the listing.
 */
export function makeGenerations(spec: SecretSpec, every: number, seed: number, now: number): Seeded[] {
  const key = `recreated ${spec.account} ${spec.name}`;
  const bornOn = (day: number) => momentOf(key, day, [10, 11]);
  const today = Math.floor(now / dayMs);
  const last = lastOn(key, every, today + every);
  const generations: Seeded[] = [];
  for (let day = last; day + every > today - historyDays; day -= every) {
    const life = { from: bornOn(day), until: bornOn(day + every) - pause };
    const asOf = Math.max(life.from, Math.min(now, life.until));
    const createdDaysAgo = (asOf - (asOf % dayMs) - life.from) / dayMs;
    generations.push({ ...makeSecret({ ...spec, createdDaysAgo }, seed, asOf, `${day}`), life });
  }
  return generations;
}

/** Whether a secret is there at a moment. */
export const isAlive = ({ life }: Seeded, time: number) =>
  life === undefined || (time >= life.from && time < life.until);
