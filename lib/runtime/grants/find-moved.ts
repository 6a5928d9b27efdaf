import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { decideEnvironment, type EnvironmentRules } from '@/lib/domain/environment';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import type { MovedSecret, ReachStore } from '@/lib/domain/ports/reach-store';

const PAGE = 5000;

/** The secrets that other rules count to another environment; asked only where the rules differ. */
export async function findMoved(
  store: ReachStore,
  before: EnvironmentRules | null,
  after: EnvironmentRules,
): Promise<MovedSecret[]> {
  if (isDeepStrictEqual(before, after)) return [];
  const moved: MovedSecret[] = [];
  for (let last = ''; ;) {
    const page = await store.list(last, PAGE);
    for (const { id, environment: old, ...facts } of page) {
      const verdict = decideEnvironment(facts, after);
      const [environment, guarded] = [verdict.value, toGuardedEnvironment(verdict)];
      if (environment !== old.value || guarded !== toGuardedEnvironment(old)) moved.push({ id, environment, guarded });
    }
    const next = page.at(-1)?.id;
    if (page.length < PAGE || next === undefined) return moved;
    last = next;
  }
}
