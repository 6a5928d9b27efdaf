import 'server-only';
import type { AuthConfig } from '@/lib/config/auth-config';
import type { WebConfig } from '@/lib/config/web-config';
import type { SystemContext } from '@/lib/domain/ports/context';

/** What lib/auth needs of the composition root. */
export interface AuthSystem extends SystemContext {
  auth: AuthConfig;
  web: Pick<WebConfig, 'hosts' | 'origins'>;
}
