import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { Queryable } from '@/lib/store/connect';
import { observe } from './plan-write';
import { noteStages, readSaidSoFar } from './stages';
import { writeSecrets } from './write-secrets';

/** Each secret once, in one transaction; the ids of those that were not there before. */
const applyEach = async (db: Queryable, secrets: readonly DecidedSecret[]): Promise<ReadonlySet<string>> =>
  db.transaction(async (tx) => {
    const said = await readSaidSoFar(
      tx,
      secrets.map(({ id }) => id),
    );
    const { addedIds } = await writeSecrets(tx, { listing: null }, secrets.map(observe));
    const looks = secrets.flatMap(({ id, secret, observedAt }) =>
      secret.versionStages ? [{ secretId: id, labels: secret.versionStages, at: observedAt, said: said.get(id) }] : [],
    );
    await noteStages(tx, looks);
    return new Set(addedIds);
  });

/** What was described, each for itself; one that is named twice comes one time after the other. */
export async function applyDescribed(
  db: Queryable,
  secrets: readonly DecidedSecret[],
): Promise<readonly ('added' | 'known')[]> {
  const answers: ('added' | 'known')[] = [];
  let left = [...secrets.entries()];
  while (left.length > 0) {
    const seen = new Set<string>();
    const turn = left.filter(([, { id }]) => !seen.has(id) && seen.add(id));
    const added = await applyEach(
      db,
      turn.map(([, secret]) => secret),
    );
    for (const [index, { id }] of turn) answers[index] = added.has(id) ? 'added' : 'known';
    const done = new Set(turn.map(([index]) => index));
    left = left.filter(([index]) => !done.has(index));
  }
  return answers;
}
