'use client';
import { useHydrated } from '@/components/ui/use-hydrated';
import { hasRoomFor, isSelected, toggled } from './selection';
import { useSelection } from './use-selection';
import { usePage } from './selection-page';

/** Stands above the link that covers its row; without a script there is none. */
export function SelectRow({ id, name }: { id: string; name: string }) {
  const { filter, ids } = usePage();
  const [selection, select] = useSelection(filter);
  if (!useHydrated()) return null;
  const on = isSelected(selection, id);
  return (
    <label className="select-row">
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={on}
        disabled={!on && !hasRoomFor(selection, [id])}
        onChange={() => select(toggled(selection, [id], !on, ids))}
      />
    </label>
  );
}
