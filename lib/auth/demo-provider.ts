import 'server-only';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { DEMO_ISSUER } from '@/lib/domain/actor';
import type { Persona } from '@/lib/domain/grant';
import type { AuthSystem } from './auth-system';
import './next-auth-types';
import type { Person } from './person';
import { isPersona } from './to-actor';

const NAMES: Record<Persona, string> = {
  viewer: 'Vera Viewer',
  auditor: 'Ada Auditor',
  operator: 'Otis Operator',
  owner: 'Olga Owner',
  admin: 'Adam Admin',
};

export const toDemoPerson = (persona: Persona, now: Date): Person => ({
  issuer: DEMO_ISSUER,
  subject: persona,
  name: NAMES[persona],
  email: null,
  persona,
  groups: [],
  claims: {},
  authenticatedAt: now,
});

/** Signs anyone in as a persona: exists only in demo mode, which the configuration refuses outside loopback. */
export const demoProvider = (system: AuthSystem): CredentialsConfig => ({
  id: 'demo',
  name: 'Demo',
  type: 'credentials',
  credentials: { persona: { label: 'Persona', type: 'text' } },
  authorize: (fields) => {
    const persona = fields?.persona ?? '';
    if (!system.auth.demo || !isPersona(persona)) return null;
    return { id: persona, person: toDemoPerson(persona, system.now()) };
  },
});
