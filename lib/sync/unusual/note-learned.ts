import 'server-only';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import { lastDays, learnedDays } from '@/lib/domain/unusual/learned';
import { RULES_VERSION } from '@/lib/domain/unusual/rule';
import { JUDGED_DAYS } from '@/lib/domain/unusual/settings';

const SETTINGS = 'settings';

/**
 * What changes a verdict without any new event: other settings, and days before which enough is covered now, as where the
 * history was read further back. What is known of those days is judged again, and nothing of it read again.
 */
export async function noteLearned(ctx: SystemContext): Promise<void> {
  const { unusual, scopes, history } = ctx.store;
  const days = lastDays(ctx.now(), JUDGED_DAYS);
  const state = await unusual.state();
  const settings = [JSON.stringify([RULES_VERSION, ctx.config.unusual])];
  const before = state.get(SETTINGS);
  if (before?.[0] !== settings[0]) {
    if (before) await unusual.judgeAgain(null, days);
    await unusual.setState(SETTINGS, settings);
  }
  const ids = (await scopes.list()).map(({ id }) => id);
  const coverage = await history.coverage(ids);
  for (const id of ids) {
    const learned = learnedDays(ofEvents(coverage.get(id) ?? []), ctx.config.unusual.learningDays, days);
    const known = state.get(`scope ${id}`) ?? [];
    const fresh = learned.filter((day) => !known.includes(day));
    if (fresh.length === 0 && learned.length === known.length) continue;
    await unusual.judgeAgain(id, fresh);
    await unusual.setState(`scope ${id}`, learned);
  }
}
