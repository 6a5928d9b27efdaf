'use client';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useFindingActs } from './finding-acts';
import { CHANGE_WORDS, type FindingChange } from './finding-words';

/** Stands above the link that covers its row; without a script there is none. */
export function SelectFinding({ id, name }: { id: string; name: string }) {
  const acts = useFindingActs();
  if (!useHydrated() || !acts) return null;
  return (
    <label className="select-row">
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={acts.chosen.includes(id)}
        onChange={(event) => acts.choose([id], event.target.checked)}
      />
    </label>
  );
}

export function ChangeFinding({ id, change, name }: { id: string; change: FindingChange; name: string }) {
  const acts = useFindingActs();
  const waiting = !useHydrated();
  if (!acts) return null;
  return (
    <Button
      size="small"
      variant="quiet"
      className="relative z-1"
      aria-haspopup="dialog"
      disabled={waiting}
      data-waiting={waiting || undefined}
      onClick={() => acts.ask({ change, ids: [id] })}
    >
      {CHANGE_WORDS[change].act}…<span className="sr-only"> {name}</span>
    </Button>
  );
}
