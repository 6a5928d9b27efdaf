import 'server-only';
import { toDemoPerson } from '@/lib/auth/demo-provider';
import { sealSession } from '@/lib/auth/session-cookie';
import { startSession } from '@/lib/auth/start-session';
import type { Persona } from '@/lib/domain/grant';
import type { System } from '@/lib/runtime/system';

/** The `Cookie` header of someone who signed in as `persona`; `subject`: of somebody else with the same grants. */
export async function signInAs(system: System, persona: Persona, subject: string = persona): Promise<string> {
  const secret = await startSession(
    system,
    { ...toDemoPerson(persona, system.now()), subject },
    {
      requestId: 'test',
      leftAt: system.now(),
    },
  );
  const { name, value } = await sealSession(system.auth, secret);
  return `${name}=${value}`;
}
