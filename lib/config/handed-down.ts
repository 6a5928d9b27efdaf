import 'server-only';
import { z } from 'zod';
import { findVariable, type Env } from './environment';

/**
 * What the supervisor found out and hands to its own processes. Not a setting: the variable is named
 * so that nobody takes it for one, and demo mode is refused outside loopback whoever sets it.
 */
const handedDown = z.strictObject({
  demo: z.boolean(),
  ownCredentials: z.boolean(),
  /** DATABASE_URL* are the embedded database's, of this start. */
  embeddedDatabase: z.boolean(),
  /** Whose credentials these are, and the region that the SDK works in: the account to look at where none is listed. */
  caller: z
    .strictObject({ accountId: z.string().regex(/^\d{12}$/), arn: z.string().nullable(), region: z.string() })
    .nullable(),
});

export type HandedDown = z.infer<typeof handedDown>;

export const HANDED_DOWN = 'KEYLEDGER_INTERNAL_HANDED_DOWN';
const NOTHING: HandedDown = { demo: false, ownCredentials: false, embeddedDatabase: false, caller: null };

export function readHandedDown(env: Env): HandedDown {
  const text = findVariable(env, HANDED_DOWN);
  return text === null ? NOTHING : handedDown.parse(JSON.parse(text));
}
