import type { Persona } from '@/lib/domain/grant';

const WORDS = {
  viewer: 'sees secrets and their rotation, nothing of who read them',
  auditor: 'sees who accessed what, the ledger and the settings; never a value',
  operator: 'rotates everywhere, reveals outside prod',
  owner: 'as an operator, but only where the tag team is payments',
  admin: 'everything',
} as const satisfies Record<Persona, string>;

/** What each persona of the demo may do, in one line. */
export const PERSONA_WORDS = Object.entries(WORDS).map(([persona, may]) => ({ persona, may }));
