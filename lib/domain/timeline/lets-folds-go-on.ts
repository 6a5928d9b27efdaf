import { classifyEvent } from './classify-event';
import type { TimelineEvent } from './timeline-entry';

/**
 * Whether folds may go on past an event at the border of two pages; kept in the cursor for the last of a page. It folds
 * itself, or may be of a rotation, which ends folds at its newest event alone. Which that is another page tells: to say
 * that there may be more, where there is not, is better than to hide it.
 */
export const letsFoldsGoOn = (event: TimelineEvent): boolean =>
  'fold' in classifyEvent(event) || event.actionClass === 'rotation' || event.versionId !== null;
