import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { TextLink } from '@/components/ui/text-link';

/** Where on the page the act is, that a step speaks of. */
const PLACES = {
  clear: { to: '#rotation', words: 'to the label' },
  rotate: { to: '#acts', words: 'to Rotate now' },
} as const;

/** In order: what mends it first, and then the safe way on. */
export function NextSteps({ steps }: { steps: DiagnosisView['next'] }) {
  return (
    <ol aria-label="What to do" className="flex max-w-prose list-decimal flex-col gap-1 pl-5">
      {steps.map(({ text, act }) => (
        <li key={text}>
          {text}
          {act !== null && (
            <>
              {' '}
              <TextLink className="underline" href={PLACES[act].to}>{PLACES[act].words}</TextLink>
            </>
          )}
        </li>
      ))}
    </ol>
  );
} // prettier-ignore
