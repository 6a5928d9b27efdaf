import 'server-only';
import type { Notice } from '@/lib/domain/notification/notice';
import { AT_ONCE, isNews, type Found, type Look } from './source';

/** Reminders that are due: each once, until it is done, taken away or put off. Their notes stay on the page. */
export async function findReminders(look: Look): Promise<Found> {
  const { reminders } = look.ctx.store;
  const [due, settled] = await Promise.all([reminders.dueNews(look.now, AT_ONCE), reminders.settled(look.now)]);
  const toNote = (subject: string) => ({ occasion: 'reminder.due' as const, subject });
  const notices = due
    .map(({ secret, dueOn }) => ({ secret, dueOn, since: new Date(`${dueOn}T00:00:00Z`) }))
    .filter(({ since }) => isNews(since, look))
    .map(({ secret, dueOn, since }): Notice => ({
      occasion: 'reminder.due',
      key: `${secret.id} ${dueOn}`,
      secret,
      scope: null,
      since,
      facts: [{ label: 'due on', value: dueOn }],
      path: `/secrets/${secret.id}`,
    }));
  return {
    notices,
    noted: due.map(({ secret }) => toNote(secret.id)),
    ended: settled.map(toNote),
    more: due.length === AT_ONCE,
  };
}
