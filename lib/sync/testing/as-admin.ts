import 'server-only';
import { PERSONAS } from '@/lib/domain/grant';
import type { FindStarter } from '@/lib/sync/wave/work-wave';

/** Whoever started a wave, with all that there is to be granted. */
export const asAdmin: FindStarter = async ({ person, token }) => ({
  ...person,
  id: `${person.issuer}|${person.subject}`,
  sessionId: null,
  authenticatedAt: null,
  grants: [...PERSONAS.admin],
  token,
});
