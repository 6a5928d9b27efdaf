import type { AccessEvent, ActionClass } from '@/lib/domain/event-record';
import { tellsFailure } from './action';

const CHANGING: ReadonlySet<ActionClass> = new Set(['change', 'rotation', 'policy', 'delete']);

/**
 * Whether DescribeSecret may say something else of the secret after this event (user guide,
 * cloudtrail_log_entries). A call that was refused or failed changed nothing; a service event of a failure
 * leaves labels and states behind.
 */
export const changesSecret = ({ actionClass, outcome, eventName }: AccessEvent): boolean =>
  CHANGING.has(actionClass) && (outcome === 'success' || tellsFailure(eventName));
