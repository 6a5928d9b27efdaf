import 'server-only';
import { findActor } from '@/lib/auth/find-actor';
import { toContext } from '@/lib/auth/to-context';
import type { Persona } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { System } from '@/lib/runtime/system';
import { signInAs } from './sign-in-as';

/** What a verb gets from someone who signed in as `persona`. */
export async function contextAs(system: System, persona: Persona): Promise<Context> {
  const actor = await findActor(system, await signInAs(system, persona));
  if (!actor) throw new Error('nobody signed in');
  return toContext(system, actor, 'request-of-test');
}
