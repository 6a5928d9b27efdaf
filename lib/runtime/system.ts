import 'server-only';
import type { AuthConfig } from '@/lib/config/auth-config';
import type { WebConfig } from '@/lib/config/web-config';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';

/** Everything that one process works with: what the verbs get, and what sign-in and the door need. */
export interface System extends SystemContext {
  auth: AuthConfig;
  web: WebConfig;
  /** The configured ones; the worker makes the store's table equal to them. */
  scopes: Scope[];
}
