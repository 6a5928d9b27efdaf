import 'server-only';
import { findAdoptedAt, isKnownUntil } from '@/lib/domain/adoption/follow-adoption';
import { knownSince } from '@/lib/domain/adoption/known-since';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Notice } from '@/lib/domain/notification/notice';
import type { DueAdoption } from '@/lib/domain/ports/notification-store';
import { findSinceOfCurrent } from '@/lib/services/parts/find-since-of-current';
import { judgeReaders } from '@/lib/services/parts/judge-readers';
import { findSecretCoverage } from '@/lib/services/parts/secret-coverage';
import { isNews, type Found, type Look } from './source';

const occasion = 'rotation.adopted' as const;
const SIGHT = { inventory: EVERYTHING, history: EVERYTHING };
/** Of a secret that is read all the time one answer takes seconds: what is not looked at now is with the next look. */
const MOST_AT_ONCE = 50;
const MOST_MILLISECONDS = 1000;

/** Runs whose new version all readers have fetched that are expected to, as the secret's page tells it: each once. */
export async function findAdoptions(look: Look): Promise<Found> {
  const { ctx, now } = look;
  const { notifications } = ctx.store;
  const isHeard = ctx.config.notifications.channels.some(({ occasions }) => occasions.includes(occasion));
  const found: { run: DueAdoption; notice: Notice }[] = [];
  const endsAt = performance.now() + MOST_MILLISECONDS;
  if (isHeard)
    for (let asked = 0; asked < MOST_AT_ONCE && performance.now() < endsAt; asked += 1) {
      // Put off as it is taken: a process that dies over it asks later, and no other asks meanwhile.
      const run = await notifications.takeDueAdoption(now);
      if (!run) break;
      const notice = await toNotice(look, run);
      if (notice) found.push({ run, notice });
    }
  else await notifications.forgetAdoptions(now);
  return {
    notices: found.flatMap(({ notice }) => (isNews(notice.since, look) ? [notice] : [])),
    noted: found.map(({ run }) => ({ occasion, subject: run.id })),
    ended: await notifications.settledAdoptions(now),
    more: false,
  };
}

/** null: not all have it, or not all is known. What costs little is asked first. */
async function toNotice({ ctx, now }: Look, run: DueAdoption): Promise<Notice | null> {
  const row = await ctx.store.inventory.find(SIGHT, run.secret.id, now);
  const current = row && (await findSinceOfCurrent(ctx, SIGHT, row));
  if (!row || current?.versionId !== run.id) return null;
  const coverage = await findSecretCoverage(ctx, row);
  if (!isKnownUntil(knownSince(coverage, current.by, now), current.by)) return null;
  const { judged } = await judgeReaders(ctx, SIGHT, row, { current, coverage, now });
  const at = findAdoptedAt(judged);
  if (!at) return null;
  const { adopted, previousUnusedSince } = judged;
  return {
    occasion,
    key: run.id,
    secret: run.secret,
    scope: null,
    since: at,
    facts: [
      { label: 'rotated', value: toMinute(run.endedAt) },
      ...(run.startedBy === null ? [] : [{ label: 'by', value: run.startedBy }]),
      { label: 'readers', value: adopted === 1 ? 'its one program has it' : `all ${adopted} programs have it` },
      {
        label: 'previous version',
        value: previousUnusedSince ? `unused since ${toMinute(previousUnusedSince)}` : 'may still be in use',
      },
    ],
    path: `/secrets/${run.secret.id}?ask=adoption`,
  };
}

const toMinute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
