import type { EnvironmentVerdict } from './environment-verdict';
import type { RotationVerdict } from './rotation-state';
import type { ObservedSecret } from './secret';

/** What AWS told of a secret together with all that Keyledger works out from it; what the store keeps. */
export interface DecidedSecret {
  id: string;
  secret: ObservedSecret;
  environment: EnvironmentVerdict;
  service: string | null;
  leaf: string;
  rotation: RotationVerdict;
  /** When the call that told this was made; an older answer never overwrites a newer one. */
  observedAt: Date;
}
