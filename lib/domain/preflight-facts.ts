import type { FunctionLook } from './diagnosis/function-facts';
import type { EnvironmentVerdict } from './environment-verdict';
import type { Reader } from './ports/history-store';
import type { RotationVerdict } from './rotation-state';
import type { RotationRun } from './run';
import type { ObservedSecret } from './secret';

/** The same logical secret in another environment. */
export interface Sibling {
  name: string;
  environment: EnvironmentVerdict;
  rotation: Pick<RotationVerdict, 'state'>;
  lastRotatedAt: Date | null;
  /** Its last rotation that ended, where that failed, whatever became of its label; null: it did not, as far as is known. */
  lastFailedAt?: Date | null;
  /** null on an endpoint that sets no dates: there a missing date does not mean never. */
  createdAt: Date | null;
}

/** `blocking`: AWS would refuse, or worse would not. `warning`: may break something. `reassuring`: speaks for it. */
export interface PreflightCheck {
  /** Stable, e.g. `pending-elsewhere`: what an acknowledgement names. */
  id: string;
  level: 'blocking' | 'warning' | 'reassuring';
  message: string;
}

/** A look at the rotation function, or in a sentence why there was none. */
export type FunctionSight = FunctionLook | { unseen: string };

export interface PreflightFacts {
  /** As DescribeSecret just gave it; from the listing for a preview. */
  secret: ObservedSecret;
  environment: EnvironmentVerdict;
  rotation: RotationVerdict;
  /** Of the last 30 days. */
  readers: readonly Reader[];
  /** Whether those 30 days were wholly read, and may be seen: else "no readers" is unknown, not none. */
  historyCovered: boolean;
  /** The same service and leaf in other environments, as far as one may see them. */
  siblings: readonly Sibling[];
  activeRun: Pick<RotationRun, 'startedBy' | 'startedAt'> | null;
  /** The account has a role to rotate with. */
  hasRole: boolean;
  /** The endpoint need not be AWS: what AWS would refuse it may do. */
  foreign: boolean;
  /** Its rotation function as AWS just told of it; undefined: nobody asked, and nothing is said of it. */
  sight?: FunctionSight | undefined;
  now: Date;
}
