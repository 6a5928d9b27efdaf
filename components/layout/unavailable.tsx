import type { Problem } from '@/lib/contract/problem';
import { LonePage } from './lone-page';
import { ProblemNotice } from './problem-notice';

/** In the place of the whole house: who is looking could not even be read. */
export function Unavailable({ problem }: { problem: Problem }) {
  return (
    <LonePage title={problem.title}>
      <ProblemNotice problem={problem} />
      <p>Nothing is lost. Load the page again in a moment.</p>
    </LonePage>
  );
}
