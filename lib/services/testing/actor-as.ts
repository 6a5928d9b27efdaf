import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import { PERSONAS, type Persona } from '@/lib/domain/grant';

export const ISSUER = 'https://login.example.com';

/** A signed-in person with a persona's grants. */
export const actorAs = (persona: Persona, change: Partial<Actor> = {}): Actor => ({
  id: `${ISSUER}|${persona}`,
  issuer: ISSUER,
  subject: persona,
  name: `${persona}@example.com`,
  email: `${persona}@example.com`,
  persona,
  groups: [],
  claims: {},
  sessionId: `session-of-${persona}`,
  authenticatedAt: new Date(),
  grants: [...PERSONAS[persona]],
  token: null,
  ...change,
});
