import type { UnusualList } from '@/lib/contract/unusual';
import { learningWords } from './learning-words';

/** What each rule looks for, and since when it can. */
export function WatchedRules({ list }: { list: UnusualList }) {
  return (
    <details className="text-ink-2">
      <summary className="min-h-6 w-fit leading-6 text-ink-2 hover:text-ink">What is watched, and since when</summary>
      <p className="mt-1 max-w-[75ch]">
        {learningWords(list.learning)} What is about several secrets at once is shown to who sees all of them, and what
        the ledger lacks to who reads it. Reads of what is no known secret are not judged. Thresholds and mutes stand in
        keyledger.yaml, under unusual.
      </p>
      <dl className="mt-2 grid gap-x-4 gap-y-1 pb-2 md:grid-cols-[max-content_1fr]">
        {list.rules.map(({ rule, title, watches, on }) => (
          <div key={rule} className="contents">
            <dt className="font-medium text-ink max-md:mt-1">
              {title}
              {!on && <span className="font-normal text-ink-3"> (off)</span>}
            </dt>
            <dd className="max-w-[75ch]">{watches}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
