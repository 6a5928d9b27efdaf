import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import type { AuthSystem } from './auth-system';

/** What verbs get. Field by field: the session secret and the metrics token must not travel along. */
export function toContext(system: AuthSystem, actor: Actor, requestId: string): Context {
  const { store, aws, jobs, environmentRules, rulesText, actRules, statements, config, now, log } = system;
  return { store, aws, jobs, environmentRules, rulesText, actRules, statements, config, now, log, actor, requestId };
}
