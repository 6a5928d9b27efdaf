import { matrixCell, type MatrixList } from '@/lib/contract/matrix-list';
import { CELL_MEANINGS, CELL_WORDS } from './matrix-words';

/** In words, what the cells of this page say. */
export function MatrixLegend({ list }: { list: MatrixList }) {
  const shown = new Set(list.items.flatMap(({ cells }) => cells.map(({ state }) => state)));
  return (
    <dl aria-label="Legend" className="flex flex-col gap-0.5 px-5 py-3 text-sm text-ink-3">
      {matrixCell.shape.state.options
        .filter((state) => shown.has(state))
        .map((state) => (
          <div key={state} className="flex flex-wrap gap-x-2">
            <dt className="font-medium text-ink-2">{CELL_WORDS[state]}</dt>
            <dd>{CELL_MEANINGS[state]}</dd>
          </div>
        ))}
      <div className="flex flex-wrap gap-x-2">
        <dt className="font-medium text-ink-2">incomplete</dt>
        <dd>an environment has none of it, or only one that is pending deletion</dd>
      </div>
    </dl>
  );
}
